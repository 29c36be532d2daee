import mongoose, { mongo } from 'mongoose';

const UNREACHABLE = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoClientClosedError,
  mongo.MongoOperationTimeoutError,
  mongoose.Error.MongooseServerSelectionError,
];
const TEMPORARY_LABELS = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError'];
/** ExceededTimeLimit, MaxTimeMSExpired, WriteConcernTimeout. */
const TOO_SLOW: readonly unknown[] = [262, 50, 64];

/** Whether an error says that the database could not do its part, whatever it was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (UNREACHABLE.some((kind) => error instanceof kind)) return true;
  if (!(error instanceof mongo.MongoError)) return isBufferingTimeout(error);
  return TEMPORARY_LABELS.some((label) => error.hasErrorLabel(label)) || TOO_SLOW.includes(error.code);
}

/** Mongoose keeps operations while it is disconnected, and says so in the message alone. */
const isBufferingTimeout = (error: unknown): boolean =>
  error instanceof mongoose.Error && error.message.includes('buffering timed out');
