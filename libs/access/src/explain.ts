import type { AccessAction, AccessFinding, Actor, Role, Scope } from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import { hasPermission } from './permission.ts';
import { type Ownership, reaches, type Right, scopeOf } from './reach.ts';

type Words = AccessFinding['words'];

const roles: Readonly<Record<Role, Words>> = {
  administrator: { ru: 'администратор', en: 'administrator' },
  director: { ru: 'директор', en: 'director' },
  head: { ru: 'руководитель', en: 'head' },
  manager: { ru: 'менеджер', en: 'manager' },
  marketer: { ru: 'маркетолог', en: 'marketer' },
  auditor: { ru: 'аудитор', en: 'auditor' },
  integration: { ru: 'интеграция', en: 'integration' },
  system: { ru: 'программа', en: 'program' },
};

const scopes: Readonly<Record<Scope, Words>> = {
  none: { ru: 'никаких записей', en: 'no records' },
  own: { ru: 'его собственных записей', en: 'his own records' },
  department: { ru: 'записей его подразделения', en: 'the records of his department' },
  subtree: {
    ru: 'записей подразделений под его руководством',
    en: 'the records of the departments that he heads',
  },
  all: { ru: 'всех записей', en: 'all records' },
};

const actions: Readonly<Record<AccessAction, Words>> = {
  read: { ru: 'чтение', en: 'reading' },
  change: { ru: 'изменение', en: 'changing' },
};

const finding = (rule: AccessFinding['rule'], holds: boolean, words: Words): AccessFinding => ({ rule, holds, words });

interface Question extends Ownership {
  readonly right: Right;
  readonly action: AccessAction;
}

/** What the role says of a record of this owner and department, rule by rule. */
export function explainScope(holder: Actor, { right, action, ...record }: Question): AccessFinding[] {
  const scope = scopeOf(holder, right);
  const { employeeId, standsInFor, departmentId, departmentIds } = holder;
  const isOwner = employeeId === record.ownerId;
  const actsFor = !isOwner && standsInFor.length > 0 && reaches(holderOfOwn(holder), right, record);
  const role = {
    ru: `Роль «${roles[holder.role].ru}»: ${actions[action].ru} ${scopes[scope].ru}`,
    en: `The role ${roles[holder.role].en}: ${actions[action].en} ${scopes[scope].en}`,
  };
  return [
    finding('role', scope !== 'none', role),
    ...(action === 'change' ? [finding('permission', hasPermission(holder, 'write'), permission)] : []),
    finding('owner', isOwner, { ru: 'Он отвечает за запись', en: 'He answers for the record' }),
    finding('substitution', actsFor, {
      ru: 'Он замещает того, кто отвечает за запись',
      en: 'He acts in the place of who answers for the record',
    }),
    finding('department', departmentId === record.departmentId, {
      ru: 'Запись принадлежит его подразделению',
      en: 'The record belongs to his department',
    }),
    finding('subtree', scope === 'subtree' && departmentIds.includes(record.departmentId), {
      ru: 'Запись принадлежит подразделению под его руководством',
      en: 'The record belongs to a department that he heads',
    }),
  ];
}

const permission: Words = { ru: 'Роль позволяет изменять записи', en: 'The role may change records' };

/** The same person with no more than what is his own. */
function holderOfOwn(holder: Actor): Actor {
  const { client } = holder.scopes;
  const own: Actor['scopes']['client'] = { ...client, read: 'own', change: 'own' };
  return { ...holder, scopes: { ...holder.scopes, client: own, deal: own, activity: own, commitment: own } };
}

/** What is true of a record beyond the role. */
export const sharingFinding = {
  team: (holds: boolean) =>
    finding('team', holds, { ru: 'Он работает с клиентом', en: 'He is in the team of the client' }),
  grant: (holds: boolean) =>
    finding('grant', holds, {
      ru: 'Клиент показан ему, его подразделению или подразделению под его руководством',
      en: 'The client was shown to him, to his department or to one that he heads',
    }),
  client: (holds: boolean) =>
    finding('client', holds, {
      ru: 'Он видит клиента, а с ним и всю его историю',
      en: 'He sees the client, and so his whole history',
    }),
  private: (holds: boolean) =>
    finding('private', holds, {
      ru: 'Задача личная: её видят только исполнитель и автор',
      en: 'The task is private: only its performer and author see it',
    }),
  account: (holds: boolean) =>
    finding('account', holds, {
      ru: 'У него есть действующая учётная запись',
      en: 'He has an account that may sign in',
    }),
};

/** @throws DomainError `forbidden` unless the actor's role explains the access of this employee. */
export function requireExplaining(actor: Actor, { employeeId, departmentId }: Actor): void {
  const isTheirs = reaches(actor, 'staff.explain', { ownerId: employeeId, departmentId });
  if (!isTheirs) throw new DomainError('forbidden', { employeeId });
}
