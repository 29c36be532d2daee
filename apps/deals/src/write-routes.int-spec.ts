import { testWriteRoutes } from '@crm/testing';
import { startDealsContext } from '../test/deals-context.ts';
import { writeRoutes } from '../test/write-routes.ts';

testWriteRoutes(async () => {
  const context = await startDealsContext();
  return { service: context.service, routes: writeRoutes(context), stop: () => context.stop() };
});
