export interface TestServers {
  readonly mongodbUri: string;
  readonly rabbitmqUrl: string;
  readonly redisUrl: string;
}

/**
 * The servers that `npm test` has brought up for this run; in whole-system tests, which need queues of the same names,
 * those of this one of Jest's workers.
 */
export function testServers(): TestServers {
  return {
    mongodbUri: required('MONGODB_URI'),
    rabbitmqUrl: required('RABBITMQ_URL'),
    redisUrl: required('REDIS_URL'),
  };
}

function required(name: string): string {
  const value = process.env[`${name}_OF_WORKER_${process.env['JEST_WORKER_ID']}`] ?? process.env[name];
  if (!value) throw new Error(`${name} is not set: start integration tests through "npm test -- int", which sets it`);
  return value;
}
