import { testWriteRoutes } from '@crm/testing';
import { startActivitiesContext } from '../test/activities-context.ts';
import { writeRoutes } from '../test/write-routes.ts';

testWriteRoutes(async () => {
  const context = await startActivitiesContext();
  return { service: context.service, routes: writeRoutes(context), stop: () => context.stop() };
});
