import { type ClientSession, MongoClient, ObjectId } from 'mongodb';
import { testServers } from '@crm/testing';

interface RecordPlace {
  readonly database: string;
  readonly collection: string;
  readonly id: string;
}

/** A record in the hands of a writer who takes his time: everybody else's change of it has to wait until it is let go. */
export class HeldRecord {
  readonly #mongo: MongoClient;
  readonly #session: ClientSession;

  private constructor(mongo: MongoClient, session: ClientSession) {
    this.#mongo = mongo;
    this.#session = session;
  }

  static async hold({ database, collection, id }: RecordPlace): Promise<HeldRecord> {
    const mongo = await MongoClient.connect(testServers().mongodbUri);
    const session = mongo.startSession();
    // eslint-disable-next-line no-restricted-syntax -- it is never committed: nothing of a service is written here
    session.startTransaction();
    const records = mongo.db(database).collection(collection);
    const { matchedCount } = await records.updateOne({ _id: new ObjectId(id) }, { $inc: { version: 1 } }, { session });
    if (matchedCount !== 1) throw new Error(`There is no record ${id} in ${database}.${collection}`);
    return new HeldRecord(mongo, session);
  }

  async letGo(): Promise<void> {
    // Ending the session aborts its transaction; doing it again does nothing.
    await this.#session.endSession();
    await this.#mongo.close();
  }
}
