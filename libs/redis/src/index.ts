export { inBytes } from './in-bytes.ts';
export { RedisPublisher, RedisSubscriber } from './redis-channels.ts';
export { RedisConnection, type RedisClient } from './redis-connection.ts';
export { RedisModule } from './redis.module.ts';
