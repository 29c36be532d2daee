import { callQueue } from './rpc-topology.ts';

describe(callQueue, () => {
  it.each([
    [1, { 'x-queue-type': 'classic' }],
    [2, { 'x-queue-type': 'quorum', 'x-delivery-limit': 2 }],
    [3, { 'x-queue-type': 'quorum', 'x-delivery-limit': 2 }],
  ])('is replicated where there is another node: %j', (nodes, settings) => {
    expect(callQueue('deals.rpc', nodes)).toEqual({
      kind: 'queue',
      name: 'deals.rpc',
      options: { durable: true, arguments: settings },
    });
  });
});
