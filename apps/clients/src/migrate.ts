import { bootMigrations } from '@crm/boot';
import { migrations } from './migrations/index.ts';
import { schemas } from './schemas.ts';

await bootMigrations({ name: 'clients', schemas, migrations });
