import { accountSchema } from './auth/account.schema.ts';
import { refreshTokenSchema } from './auth/session.schema.ts';

/** Everything that the gateway stores, by model name. */
export const gatewaySchemas = { Account: accountSchema, RefreshToken: refreshTokenSchema };
