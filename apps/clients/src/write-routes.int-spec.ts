import { testWriteRoutes } from '@crm/testing';
import { startHandOverContext } from '../test/hand-over-context.ts';
import { handOverWriteRoutes } from '../test/hand-over-write-routes.ts';
import { staffWriteRoutes } from '../test/staff-write-routes.ts';
import { writeRoutes } from '../test/write-routes.ts';

testWriteRoutes(async () => {
  const context = await startHandOverContext();
  const { clients } = context;
  const manager = await clients.manager();
  const routes = [
    ...writeRoutes(clients, manager),
    ...staffWriteRoutes(clients, manager),
    ...handOverWriteRoutes(context),
  ];
  return { service: clients.service, routes, stop: () => context.stop() };
});
