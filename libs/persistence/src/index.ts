export { changeVersioned } from './change-versioned.ts';
export { decimalFromString, decimalToString } from './decimal.ts';
export { isId, newId, toObjectId } from './ids.ts';
export { MongoModule, type MongoOptions } from './mongo.module.ts';
export { recordSchema, type RecordDefinition, type StoredRecord } from './record.ts';
export { Transaction } from './transaction.ts';
