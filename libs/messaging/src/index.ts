export type { DeliveredEvent, EventProcessor, EventPublisher, Verdict } from './events/event-processor.ts';
export { MessagingModule } from './messaging.module.ts';
export { Rpc } from './rpc.decorator.ts';
export { RpcClient, type RpcCallOptions, type RpcClientOptions } from './rpc-client.ts';
export { type CommandLog, RpcServer, type RpcServerOptions } from './rpc-server.ts';
export { rpcQueue } from './wire.ts';
