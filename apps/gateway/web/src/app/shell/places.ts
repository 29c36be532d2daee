import { IconAddressBook, IconSun, IconUsersGroup, type Icon } from '@tabler/icons-react';
import type { Me } from '@crm/contracts';

interface Place {
  readonly to: '/' | '/clients' | '/staff';
  readonly label: 'nav.today' | 'nav.clients' | 'nav.staff';
  readonly Sign: Icon;
}

const everybody: readonly Place[] = [
  { to: '/', label: 'nav.today', Sign: IconSun },
  { to: '/clients', label: 'nav.clients', Sign: IconAddressBook },
];
const staff: Place = { to: '/staff', label: 'nav.staff', Sign: IconUsersGroup };

const leadsPeople = new Set<Me['role']>(['administrator', 'director', 'head']);

/** Who may hand over a colleague's work; the gateway decides, the page only spares the others a refusal. */
export const mayHandOver = (me: Me): boolean => leadsPeople.has(me.role);

/** Who changes the tree of departments. */
export const mayAdminister = (me: Me): boolean => me.role === 'administrator';

/** Who says when and how much colleagues work, be it of his own people alone. */
export const mayPlanWork = (me: Me): boolean => me.scopes.staff.change !== 'none';

/** Whether the role writes at all: marketers and auditors read. */
export const mayWrite = (me: Me): boolean => !['marketer', 'auditor'].includes(me.role);

export const placesOf = (me: Me): readonly Place[] => (mayHandOver(me) ? [...everybody, staff] : everybody);
