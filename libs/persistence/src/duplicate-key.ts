import { mongo } from 'mongoose';

const DUPLICATE_KEY = 11_000;

/** Whether MongoDB refused a write because a unique index has its value already. */
export const isDuplicateKey = (error: unknown): error is mongo.MongoServerError =>
  error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;
