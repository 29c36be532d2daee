import { bootService, serviceEnvironment } from '@crm/boot';
import { loadConfig } from '@crm/config';
import { AppModule } from './app.module.ts';

const config = loadConfig(serviceEnvironment);

await bootService({ name: 'clients', config, module: AppModule.forRoot(config) });
