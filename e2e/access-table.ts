import type { EditableRole } from '@crm/contracts';
import type { Question } from './api-user.ts';

/** Whose a record is, seen from who asks: his own, a colleague's of his departments, somebody else's, nobody's. */
export const places = ['own', 'department', 'foreign', 'none'] as const;
export type Place = (typeof places)[number];

/** The records that a question can name, all of one owner. Absent what he has none of. */
export interface Records {
  readonly client?: string;
  readonly 'contact-person'?: string;
  readonly deal?: string;
  readonly activity?: string;
  readonly commitment?: string;
  readonly employee?: string;
  readonly department?: string;
  readonly position?: string;
  readonly absence?: string;
}
export type RecordKind = keyof Records;

/** A status for each place, such as `200 200 404 404`; one alone is meant for all of them. */
type Statuses = Readonly<Record<EditableRole, string>>;

export interface Row {
  /** What the route is about; without it the route is asked once by each role. */
  readonly kind?: RecordKind;
  readonly expected: Statuses;
  /** What is asked, of a record of that kind. The `{id}` of the path is the record unless the address says otherwise. */
  readonly question?: (id: string) => Question & { readonly address?: string };
  /** Why the route is not asked with a token. */
  readonly untried?: string;
}

const roles = ['administrator', 'director', 'head', 'manager', 'marketer', 'auditor', 'integration'] as const;
const NOBODY = '0'.repeat(24);

const everybody = (status: string): Statuses =>
  Object.fromEntries(roles.map((role) => [role, status])) as Record<EditableRole, string>;
const only = (allowed: readonly EditableRole[], status: string, others = '403'): Statuses => ({
  ...everybody(others),
  ...Object.fromEntries(allowed.map((role) => [role, status])),
});
/** To each as far as the scopes of his role go. */
const reached = (status: string, readers: string): Statuses => {
  const all = `${status} ${status} ${status} 404`;
  const below = { head: `${status} ${status} 404 404`, manager: `${status} 404 404 404` };
  return { administrator: all, director: all, ...below, marketer: readers, auditor: readers, integration: all };
};

/**
 * A change is asked for on a version that no record has: who may make it hears that (412), who may not is told before, and
 * nothing is changed whatever the answer.
 */
const changing = (body?: unknown) => () => ({
  ...(body === undefined ? { method: 'POST' } : { body }),
  headers: { 'if-match': '"4000000"' },
});
const patching = (body: unknown) => () => ({ ...changing(body)(), method: 'PATCH' });

const read = (kind: RecordKind): Row => ({ kind, expected: reached('200', '200 200 200 404') });
const changed = (kind: RecordKind, question: NonNullable<Row['question']>): Row => ({
  kind,
  question,
  expected: reached('412', '403'),
});
const list = { expected: everybody('200') };
const untried = (why: string): Row => ({ untried: why, expected: everybody('') });
const ofNobody = (expected: Statuses, method = 'GET'): Row => ({ expected, question: () => ({ method }) });

/** Something new with a client: whoever only reads hears so of the clients whom he sees. */
const created = (body: (clientId: string) => unknown, readers = '403 403 403 404'): Row => ({
  kind: 'client',
  question: (clientId) => ({ body: body(clientId) }),
  expected: reached('201', readers),
});

const ledByAll = { administrator: '412 412 412 404', director: '412 412 412 404', head: '412 412 403 404' };
/** An absence is planned by who is away and by who leads him, and decided by the latter alone. */
const ofAbsentee = (others: string): Statuses => ({ ...everybody(others), ...ledByAll });

const money = { amount: '10', currency: 'RUB' };
const counts = {
  clients: 999_999,
  teamPlaces: 0,
  grants: 0,
  openDeals: 0,
  plannedActivities: 0,
  reminders: 0,
  commitments: 0,
};
const someday = '2040-01-01T10:00:00.000Z';
/** Work handed over to the leaver himself: whoever may hand it over hears that this is not possible. */
const toHimself: Statuses = {
  ...everybody('403 403 403 404'),
  ...{ administrator: '422 422 422 404', director: '422 422 422 404', head: '422 422 403 404' },
};

/** Each attempt counts for the address that all callers here share. */
const ofPassword = untried('asks for the password: the gateway’s own tests try it');

/** What each route answers to each role, by whose the record is. A route of the API that has no row fails the test. */
export const accessTable: Readonly<Record<string, Row>> = {
  'POST /api/v1/auth/sign-in': untried('needs no token'),
  'POST /api/v1/auth/refresh': untried('goes by its cookie'),
  'POST /api/v1/auth/sign-out': untried('goes by its cookie'),
  'POST /api/v1/auth/second-step': untried('needs no token'),
  'GET /api/v1/auth/means': untried('needs no token'),
  'POST /api/v1/auth/provider': untried('needs no token'),
  'POST /api/v1/auth/provider/session': untried('needs no token'),
  'POST /api/v1/auth/password-reset': untried('needs no token'),
  'POST /api/v1/auth/link': untried('needs no token'),
  'POST /api/v1/auth/link/password': untried('needs no token'),
  'POST /api/v1/auth/password': ofPassword,
  'GET /problems/{code}': untried('needs no token'),
  'GET /api/v1/me/events': untried('is an endless stream'),
  'POST /api/v1/imports': untried('takes files: the import has a test of its own'),
  'DELETE /api/v1/me/sessions': untried('would end the sessions of the other tests'),

  'GET /api/v1/me': list,
  'GET /api/v1/me/sessions': list,
  'DELETE /api/v1/me/sessions/{id}': ofNobody(everybody('404'), 'DELETE'),
  'GET /api/v1/me/substitutions': list,
  'GET /api/v1/me/notifications': list,
  'POST /api/v1/me/notifications/{id}/read': ofNobody(everybody('404'), 'POST'),
  'GET /api/v1/me/second-factor': list,
  'POST /api/v1/me/second-factor': ofPassword,
  'POST /api/v1/me/second-factor/confirmation': {
    question: () => ({ body: { code: '000000' } }),
    expected: everybody('409'),
  },
  'POST /api/v1/me/second-factor/recovery-codes': ofPassword,
  'POST /api/v1/me/second-factor/removal': ofPassword,
  'GET /api/v1/me/api-keys': list,
  'POST /api/v1/me/api-keys': ofPassword,
  'DELETE /api/v1/me/api-keys/{id}': ofNobody(everybody('404'), 'DELETE'),
  'GET /api/v1/accounts': { expected: only(['administrator'], '200') },
  'POST /api/v1/accounts': {
    question: () => ({ body: { email: 'table@crm.example', employeeId: NOBODY, role: 'manager' } }),
    expected: only(['administrator'], '404'),
  },
  'GET /api/v1/accounts/{id}': ofNobody(only(['administrator'], '404')),
  'PATCH /api/v1/accounts/{id}': { question: patching({ role: 'manager' }), expected: only(['administrator'], '404') },
  'POST /api/v1/accounts/{id}/invitation': ofNobody(only(['administrator'], '404'), 'POST'),
  'DELETE /api/v1/accounts/{id}/invitation': ofNobody(only(['administrator'], '404'), 'DELETE'),
  'DELETE /api/v1/accounts/{id}/identity': ofNobody(only(['administrator'], '404'), 'DELETE'),
  'DELETE /api/v1/accounts/{id}/second-factor': ofNobody(only(['administrator'], '404'), 'DELETE'),
  'GET /api/v1/accounts/{accountId}/sessions': ofNobody(only(['administrator'], '200')),
  'DELETE /api/v1/accounts/{accountId}/sessions': ofNobody(only(['administrator'], '204'), 'DELETE'),
  'DELETE /api/v1/accounts/{accountId}/sessions/{id}': ofNobody(only(['administrator'], '404'), 'DELETE'),
  'GET /api/v1/accounts/{accountId}/api-keys': ofNobody(only(['administrator'], '200')),
  'DELETE /api/v1/accounts/{accountId}/api-keys/{id}': ofNobody(only(['administrator'], '404'), 'DELETE'),
  'GET /api/v1/audit': { expected: only(['administrator', 'auditor'], '200') },
  'GET /api/v1/audit/export': { expected: only(['administrator', 'auditor'], '200') },
  'GET /api/v1/system/backlogs': { expected: only(['administrator'], '200') },
  'GET /api/v1/jobs/{id}': ofNobody(everybody('404')),
  'GET /api/v1/imports/{id}/report': ofNobody(everybody('404')),

  'GET /api/v1/clients': list,
  'POST /api/v1/clients': {
    question: () => ({ body: { kind: 'person', name: 'Table' } }),
    expected: { ...everybody('201'), marketer: '403', auditor: '403' },
  },
  'GET /api/v1/clients/{id}': read('client'),
  'PATCH /api/v1/clients/{id}': changed('client', patching({ note: 'Table' })),
  'GET /api/v1/clients/{id}/card': read('client'),
  'GET /api/v1/clients/{id}/contact-persons': read('client'),
  'GET /api/v1/clients/{id}/sharing': read('client'),
  'POST /api/v1/clients/{id}/team': changed('client', changing({ employeeId: NOBODY, part: 'Table' })),
  'DELETE /api/v1/clients/{id}/team/{employeeId}': changed('client', () => ({ ...changing()(), method: 'DELETE' })),
  'POST /api/v1/clients/{id}/grants': changed('client', changing({ kind: 'employee', id: NOBODY })),
  'DELETE /api/v1/clients/{id}/grants/{kind}/{grantedId}': changed('client', () => ({
    ...changing()(),
    method: 'DELETE',
  })),
  'POST /api/v1/contact-persons': created(
    (clientId) => ({ name: 'Table', affiliations: [{ clientId, position: null, isPrimary: false }] }),
    '403',
  ),
  'GET /api/v1/contact-persons/{id}': read('contact-person'),
  'PATCH /api/v1/contact-persons/{id}': changed('contact-person', patching({ note: 'Table' })),

  'GET /api/v1/deals': list,
  'GET /api/v1/deals/totals': list,
  'POST /api/v1/deals': created((clientId) => ({ clientId, title: 'Table', amount: money })),
  'GET /api/v1/deals/{id}': read('deal'),
  'PATCH /api/v1/deals/{id}': changed('deal', patching({ title: 'Table' })),
  'POST /api/v1/deals/{id}/move': changed('deal', changing({ stageId: NOBODY })),
  'POST /api/v1/deals/{id}/win': changed('deal', changing({})),
  'POST /api/v1/deals/{id}/lose': changed('deal', changing({ reasonId: NOBODY })),
  'GET /api/v1/pipelines': list,
  'GET /api/v1/products': list,

  'GET /api/v1/activities': list,
  'POST /api/v1/activities': created((clientId) => ({
    ...{ type: 'task', subject: 'Table', clientId, plannedAt: someday },
  })),
  'POST /api/v1/activities/record': created((clientId) => ({ type: 'task', subject: 'Table', clientId })),
  'GET /api/v1/activities/{id}': read('activity'),
  'PATCH /api/v1/activities/{id}': changed('activity', patching({ subject: 'Table' })),
  'POST /api/v1/activities/{id}/complete': changed('activity', changing({})),
  'POST /api/v1/activities/{id}/cancel': changed('activity', changing({})),
  'GET /api/v1/commitments': list,
  'POST /api/v1/commitments': created((clientId) => ({ clientId, side: 'us', text: 'Table', dueOn: '2040-01-01' })),
  'GET /api/v1/commitments/{id}': read('commitment'),
  'POST /api/v1/commitments/{id}/close': changed('commitment', changing({ status: 'kept' })),
  'GET /api/v1/classifiers/{classifier}': {
    question: () => ({ address: '/classifiers/sector' }),
    expected: everybody('200'),
  },

  // Everybody knows his colleagues and departments, and who is away: what is not his is refused, not hidden.
  'GET /api/v1/absences': list,
  'POST /api/v1/absences': {
    kind: 'employee',
    question: (employeeId) => ({ body: { employeeId, from: someday, to: '2039-01-01T10:00:00.000Z' } }),
    expected: {
      administrator: '422 422 422 404',
      director: '422 422 422 404',
      head: '422 422 403 404',
      ...{ manager: '422 403 403 404', marketer: '422 403 403 404', auditor: '422 403 403 404' },
      integration: '422 403 403 404',
    },
  },
  'GET /api/v1/absences/{id}': { kind: 'absence', expected: everybody('200 200 200 404') },
  'PATCH /api/v1/absences/{id}': {
    kind: 'absence',
    question: patching({ note: 'Table' }),
    expected: ofAbsentee('412 403 403 404'),
  },
  'POST /api/v1/absences/{id}/decide': {
    kind: 'absence',
    question: changing({ decision: 'approved' }),
    expected: ofAbsentee('403 403 403 404'),
  },
  'POST /api/v1/absences/{id}/end': { kind: 'absence', question: changing(), expected: ofAbsentee('412 403 403 404') },
  'GET /api/v1/employees': list,
  'POST /api/v1/employees': {
    kind: 'department',
    question: (departmentId) => ({ body: { name: 'Table', departmentId } }),
    expected: only(['administrator'], '201 201 201 404'),
  },
  'GET /api/v1/employees/{id}': { kind: 'employee', expected: everybody('200 200 200 404') },
  'PATCH /api/v1/employees/{id}': {
    kind: 'employee',
    question: patching({ capacity: {} }),
    expected: { ...ofAbsentee('403 403 403 404'), director: '403 403 403 404' },
  },
  'GET /api/v1/employees/{id}/memberships': { kind: 'employee', expected: everybody('200 200 200 404') },
  'GET /api/v1/departments': list,
  'POST /api/v1/departments': {
    kind: 'department',
    question: (parentId) => ({ body: { name: 'Table', parentId } }),
    expected: only(['administrator'], '201 201 201 422'),
  },
  'GET /api/v1/departments/{id}': { kind: 'department', expected: everybody('200 200 200 404') },
  'PATCH /api/v1/departments/{id}': {
    kind: 'department',
    question: patching({ name: 'Table' }),
    expected: only(['administrator'], '412 412 412 404'),
  },
  'DELETE /api/v1/departments/{id}': {
    kind: 'department',
    question: () => ({ ...changing()(), method: 'DELETE' }),
    expected: only(['administrator'], '412 412 412 404'),
  },
  'GET /api/v1/positions': list,
  'POST /api/v1/positions': {
    // A name of the demo data, so that nothing is made: who may make one hears that it is taken.
    question: () => ({ body: { name: { ru: 'Маркетолог', en: 'Marketer' } } }),
    expected: only(['administrator'], '409'),
  },
  'GET /api/v1/positions/{id}': { kind: 'position', expected: everybody('200 200 200 404') },
  'PATCH /api/v1/positions/{id}': {
    kind: 'position',
    question: patching({ rank: 1 }),
    expected: only(['administrator'], '412 412 412 404'),
  },
  'DELETE /api/v1/positions/{id}': {
    kind: 'position',
    question: () => ({ ...changing()(), method: 'DELETE' }),
    expected: only(['administrator'], '412 412 412 404'),
  },
  'POST /api/v1/departments/{id}/move/preview': {
    kind: 'department',
    question: () => ({ body: { parentId: null } }),
    expected: only(['administrator'], '200 200 200 404'),
  },
  'POST /api/v1/employees/{id}/reassign/preview': {
    kind: 'employee',
    question: (successorId) => ({ body: { successorId } }),
    expected: toHimself,
  },
  'POST /api/v1/employees/{id}/reassign': {
    kind: 'employee',
    question: (successorId) => ({ body: { successorId, expected: counts } }),
    expected: toHimself,
  },
  'POST /api/v1/employees/{id}/relocate/preview': {
    kind: 'employee',
    question: () => ({ body: { departmentId: NOBODY } }),
    expected: only(['administrator'], '404'),
  },
  'POST /api/v1/employees/{id}/relocate': {
    kind: 'employee',
    question: changing({ departmentId: NOBODY }),
    expected: only(['administrator'], '404'),
  },

  'GET /api/v1/roles': list,
  'GET /api/v1/roles/{role}': { question: () => ({ address: '/roles/manager' }), expected: everybody('200') },
  'PATCH /api/v1/roles/{role}': {
    question: () => ({ ...patching({ permissions: [] })(), address: '/roles/manager' }),
    expected: only(['administrator'], '412'),
  },
  'POST /api/v1/roles/{role}/preview': {
    question: () => ({ address: '/roles/manager/preview', body: {} }),
    expected: only(['administrator'], '200'),
  },
  'GET /api/v1/roles/{role}/versions': {
    question: () => ({ address: '/roles/manager/versions' }),
    expected: only(['administrator'], '200'),
  },
  'GET /api/v1/access/explain': {
    kind: 'client',
    question: (id) => ({ address: `/access/explain?record=client:${id}&employee=me` }),
    expected: {
      ...everybody('403'),
      ...{ administrator: '200 200 200 404', director: '200 200 200 404', head: '200 200 404 404' },
      auditor: '200 200 200 404',
    },
  },
};
