import { bootService } from '@crm/boot';
import { loadConfig } from '@crm/config';
import { AppModule } from './app.module.ts';
import { clientsEnvironment } from './config.ts';

const config = loadConfig(clientsEnvironment);

await bootService({ name: 'clients', config, module: AppModule.forRoot(config) });
