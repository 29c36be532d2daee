/** As the driver of MongoDB and Mongoose call it that no server took the question, or none was there to answer it. */
const UNREACHABLE: readonly string[] = [
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoClientClosedError',
  'MongoPoolClearedError',
  'PoolClearedOnNetworkError',
];
const TEMPORARY: readonly unknown[] = [
  'TransientTransactionError',
  'UnknownTransactionCommitResult',
  'RetryableWriteError',
];
/** MaxTimeMSExpired, WriteConcernTimeout, ExceededTimeLimit. */
const TIME_OVER: readonly unknown[] = [50, 64, 262];

interface DriverError {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly errorLabels?: readonly unknown[];
}

/**
 * What the failure of a database is to whoever has asked something of it: it cannot do its part for now, whatever it is
 * asked, or it gave up at the deadline. Whether a change took effect nobody knows. Undefined for everything else.
 *
 * Errors are recognised by their names and labels, as a program may have loaded the driver more than once.
 */
export function outageOf(error: unknown): 'service_unavailable' | 'deadline_exceeded' | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message, code, errorLabels = [] }: DriverError = error;
  if (UNREACHABLE.includes(name)) return 'service_unavailable';
  if (name === 'MongooseError' && message.includes('buffering timed out')) return 'service_unavailable';
  if (!name.startsWith('Mongo')) return undefined;
  if (name === 'MongoOperationTimeoutError' || TIME_OVER.includes(code)) return 'deadline_exceeded';
  return errorLabels.some((label) => TEMPORARY.includes(label)) ? 'service_unavailable' : undefined;
}
