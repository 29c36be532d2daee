import { serviceEnvironment } from '@crm/boot';
import { signingKeyEnvironment } from '@crm/config';

/** As for every service, and a key of its own: hand-overs ask the other services whoever started them. */
export const clientsEnvironment = serviceEnvironment.extend(signingKeyEnvironment);
