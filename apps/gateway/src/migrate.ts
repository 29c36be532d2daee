import { bootMigrations } from '@crm/boot';
import { migrations } from './migrations/index.ts';
import { gatewaySchemas } from './schemas.ts';

await bootMigrations({ name: 'gateway', schemas: gatewaySchemas, migrations });
