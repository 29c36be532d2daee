import { testWriteRoutes } from '@crm/testing';
import { startHandOverContext } from '../test/hand-over-context.ts';
import { handOverWriteRoutes } from '../test/hand-over-write-routes.ts';
import { writeRoutes } from '../test/write-routes.ts';

testWriteRoutes(async () => {
  const context = await startHandOverContext();
  const { clients } = context;
  const routes = [...writeRoutes(clients, await clients.manager()), ...handOverWriteRoutes(context)];
  return { service: clients.service, routes, stop: () => context.stop() };
});
