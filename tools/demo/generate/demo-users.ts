import type { Role } from '@crm/contracts';
import type { UserDraft } from './organisation.ts';
import { MAIL_DOMAIN, agentKey, centralKey, headKey, leavingAgentKey } from './staff.ts';

/** For the demo alone: everybody can read these passwords here. The loader refuses to use them in production. */
const user = (name: string, role: Role, employeeKey: string): UserDraft => ({
  email: `${name}@${MAIL_DOMAIN}`,
  password: `nordwerk-demo-${name}`,
  role,
  employeeKey,
});

/** One user of each role, the agent about to leave, and two managers from the other offices. */
export const demoUsers: readonly UserDraft[] = [
  user('administrator', 'administrator', centralKey('administrator')),
  user('director', 'director', centralKey('director')),
  user('head', 'head', headKey('moscow', 1)),
  user('manager', 'manager', agentKey('moscow', 1, 1)),
  user('leaver', 'manager', leavingAgentKey),
  user('manager-urals', 'manager', agentKey('urals', 1, 1)),
  user('manager-dubai', 'manager', agentKey('dubai', 1, 1)),
  user('marketer', 'marketer', centralKey('marketer')),
  user('auditor', 'auditor', centralKey('auditor')),
  user('integration', 'integration', centralKey('integration')),
];
