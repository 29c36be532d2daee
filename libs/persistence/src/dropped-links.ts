import { mongo, type ClientSession } from 'mongoose';

/*
 * The driver repeats what a dropped link has interrupted, but not when the pool of connections was cleared at that moment
 * because of another operation: it leaves that error without the label by which `withTransaction` knows it. A commit that
 * may have been carried out would then be reported as failed.
 */

/** The driver's mark of an operation that never began, because the pool of connections was cleared. */
const NEVER_BEGAN = 'PoolRequestedRetry';
const REPEAT_WORK = 'TransientTransactionError';
const REPEAT_COMMIT = 'UnknownTransactionCommitResult';

/** Has the work repeated when a link drops during an operation of it: nothing of that attempt can be committed. */
export async function repeatWorkOnDrop<T>(operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (error) {
    throw labelled(error, REPEAT_WORK);
  }
}

/** Has the commit repeated when the link drops during it: it takes effect once, however often it is sent. */
export function repeatCommitOnDrop(session: ClientSession): void {
  const commit = session.commitTransaction.bind(session);
  session.commitTransaction = async () => {
    try {
      await commit();
    } catch (error) {
      throw labelled(error, REPEAT_COMMIT);
    }
  };
}

function labelled(error: unknown, label: string): unknown {
  if (error instanceof mongo.MongoError && isOfLink(error)) error.addErrorLabel(label);
  return error;
}

/** An insert of several documents hides the error of the link in one of its own, but keeps its labels. */
const isOfLink = (error: mongo.MongoError): boolean =>
  error instanceof mongo.MongoNetworkError || error.hasErrorLabel(NEVER_BEGAN);
