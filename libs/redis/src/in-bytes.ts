import { RESP_TYPES } from 'redis';
import type { RedisClient } from './redis-connection.ts';

/** The same connection, whose answers come as bytes that nobody has read as text. */
export const inBytes = (redis: RedisClient) => redis.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
