import { testDatabase, type TestDatabase } from '@crm/testing';
import { Mongoose, type Connection, type Model } from 'mongoose';
import type { Note } from './note.ts';
import { noteSchema } from './note.ts';

/** Mongoose as it comes, with a database of its own: what our settings and guards are compared with. */
export class PlainMongoose {
  private constructor(
    readonly connection: Connection,
    readonly notes: Model<Note>,
    private readonly database: TestDatabase,
  ) {}

  static async start(): Promise<PlainMongoose> {
    const mongoose = new Mongoose();
    mongoose.set('transactionAsyncLocalStorage', true);
    const database = testDatabase();
    const options = { dbName: database.database, monitorCommands: true };
    const connection = await mongoose.createConnection(database.uri, options).asPromise();
    const notes = connection.model<Note>('Note', noteSchema.clone());
    await notes.createCollection();
    return new PlainMongoose(connection, notes, database);
  }

  async stop(): Promise<void> {
    await this.connection.close();
    await this.database.drop();
  }
}
