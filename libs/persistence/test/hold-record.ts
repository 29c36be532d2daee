/** A program that changes a note in a transaction and never ends it: `node hold-record.ts URI DATABASE ID`. */
import { mongo } from 'mongoose';

const [uri = '', database = '', id = ''] = process.argv.slice(2);
const client = await mongo.MongoClient.connect(uri);
const session = client.startSession();
session.startTransaction();
await client
  .db(database)
  .collection('notes')
  .updateOne({ _id: new mongo.ObjectId(id) }, { $set: { text: 'of the dead' } }, { session });
process.stdout.write('holding\n');
setInterval(() => {}, 60_000);
