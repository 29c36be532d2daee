import { bootMigrations } from '@crm/boot';
import { gatewaySchemas } from './schemas.ts';

await bootMigrations({ name: 'gateway', schemas: gatewaySchemas });
