import { bootService } from '@crm/boot';
import { loadConfig } from '@crm/config';
import { AppModule } from './app.module.ts';
import { activitiesEnvironment } from './config.ts';

const config = loadConfig(activitiesEnvironment);

await bootService({ name: 'activities', config, module: AppModule.forRoot(config) });
