import mongoose from 'mongoose';
import type { MongooseModuleOptions } from '@nestjs/mongoose';
import { GuardedCollection } from './guarded-collection.ts';
import { refuseChangedDocuments } from './refuse-changed-documents.ts';

/*
 * Mongoose keeps these three per process, and all three are off by default:
 * without the first a query inside a transaction would silently run outside of it, without the second an object that
 * came as input would act as an operator (`{ $ne: null }` matches everything), without the third a mistyped field would
 * be dropped from a filter, which then matches more than was meant.
 */
mongoose.set('transactionAsyncLocalStorage', true);
mongoose.set('sanitizeFilter', true);
mongoose.set('strictQuery', 'throw');

mongoose.setDriver({ Connection: mongoose.Connection, Collection: GuardedCollection });
mongoose.plugin(refuseChangedDocuments);

/** An acknowledged write is in the journals of a majority; indexes are made by migrations, never by a starting service. */
export const connectionSettings = {
  writeConcern: { w: 'majority', journal: true, wtimeoutMS: 5000 },
  readConcern: { level: 'majority' },
  retryWrites: true,
  serverSelectionTimeoutMS: 5000,
  maxPoolSize: 50,
  ignoreUndefined: true,
  autoIndex: false,
  autoCreate: false,
} as const satisfies MongooseModuleOptions;
