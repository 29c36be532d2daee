import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { MongoClient } from 'mongodb';

import { askPort } from '../ports/ask-port.ts';
import { readIdentity } from '../processes/identity-file.ts';
import { isAlive, type ProcessIdentity } from '../processes/process-identity.ts';
import { silentProgress } from '../terminal/progress.ts';
import { bringUpDatabasesFirst, bringUpServers } from './bring-up-servers.ts';
import { type BringUpOptions, type RunningServers } from './server-types.ts';

/** Milliseconds; a broker takes ten seconds on a busy machine. */
const startTimeout = 120_000;

describe(bringUpServers, () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'crm-servers-'));
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it(
    'starts servers that take transactions, messages and jobs, and leaves no process behind',
    async () => {
      const servers = await bringUp();
      const processes = startedProcesses();
      await expect(commitsTransaction(servers)).resolves.toBe(true);
      expect((await askPort(portOf(servers.rabbitmqUrl), 'AMQP\u0000\u0000\u0009\u0001'))?.[0]).toBe(1);
      expect(String(await askPort(portOf(servers.redisUrl), 'CONFIG GET maxmemory-policy\r\n'))).toContain(
        'noeviction',
      );

      await servers.stop();

      expect(processes).toHaveLength(4);
      expect(processes.filter(isAlive)).toEqual([]);
    },
    startTimeout,
  );

  it(
    'keeps the data for the next start, also on other ports and after the servers were left behind',
    async () => {
      const first = await bringUp();
      await commitsTransaction(first);
      const abandoned = startedProcesses();

      const second = await bringUp();

      expect(abandoned.filter(isAlive)).toEqual([]);
      expect(await countTrials(second)).toBe(1);
      await second.stop();
    },
    startTimeout,
  );

  it(
    'lets work begin that needs the databases alone, and ends a broker that is still coming up',
    async () => {
      const early = await bringUpDatabasesFirst(options());
      await expect(commitsTransaction(early)).resolves.toBe(true);
      const processes = startedProcesses();
      expect(early.rabbitmqUrl).toMatch(/^amqp:/);

      await early.stop();

      expect(processes).toHaveLength(4);
      expect(processes.filter(isAlive)).toEqual([]);
      await expect(early.brokerAnswers).rejects.toThrow();
    },
    startTimeout,
  );

  const options = (): BringUpOptions => ({
    directory,
    ports: 'free',
    purpose: 'test',
    report: silentProgress,
    environment: {},
  });

  const bringUp = (): Promise<RunningServers> => bringUpServers(options());

  function startedProcesses(): ProcessIdentity[] {
    return readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.pid'))
      .flatMap((name) => readIdentity(join(directory, name)) ?? []);
  }
});

async function commitsTransaction({ mongodbUri }: RunningServers): Promise<boolean> {
  await using client = new MongoClient(mongodbUri);
  await client.withSession((session) =>
    // eslint-disable-next-line no-restricted-syntax -- the bare server is tried here, not a service
    session.withTransaction(() => client.db('trial').collection('trials').insertOne({ kind: 'first' }, { session })),
  );
  return (await countTrials({ mongodbUri })) === 1;
}

async function countTrials({ mongodbUri }: Pick<RunningServers, 'mongodbUri'>): Promise<number> {
  await using client = new MongoClient(mongodbUri);
  return await client.db('trial').collection('trials').countDocuments();
}

const portOf = (url: string): number => Number(new URL(url).port);
