import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Employee } from '@crm/contracts';
import type { ApiCaller } from '../load/api-caller.ts';
import { outcomeOf } from '../load/outcome.ts';
import { settle } from '../scenarios/settle.ts';
import type { StandingCause, StandingChange } from './card-history.ts';
import type { CardUser } from './card-users.ts';

/** Between two changes: long enough to see what becomes of one. */
const PAUSE_MS = 3_000;
const LOOKED_EACH_MS = 100;

type Unsettled = CardUser & Required<Pick<CardUser, 'standing'>>;

const isUnsettled = (user: CardUser): user is Unsettled => user.standing !== undefined;

/** Takes roles, accounts and employment from users while they read, and gives them back where that can be. */
export class Standings {
  readonly entries: StandingChange[] = [];
  readonly #users: readonly CardUser[];
  readonly #administrator: ApiCaller;

  /** @throws Error when none of the users is an administrator. */
  constructor(users: readonly CardUser[]) {
    const administrator = users.find(({ role }) => role === 'administrator');
    if (!administrator) throw new Error('Nobody of the users administers');
    this.#users = users;
    this.#administrator = administrator.caller;
    for (const { name, standing } of users.filter(isUnsettled)) {
      this.#note(name, { by: standing.by, granted: true }, performance.now());
    }
  }

  async changeInTurn(over: AbortSignal): Promise<void> {
    const unsettled = this.#users.filter(isUnsettled);
    const leaving = unsettled.filter(({ standing }) => standing.by === 'employment');
    const others = unsettled.filter(({ standing }) => standing.by !== 'employment');
    for (let turn = 0; await lasts(over); turn += 1) {
      for (const user of others) await this.#grant(user, turn % 2 === 1);
      const leaver = turn % 2 === 0 ? leaving.shift() : undefined;
      if (leaver) await this.#dismiss(leaver);
    }
  }

  async #grant({ name, standing: { by, accountId } }: Unsettled, granted: boolean): Promise<void> {
    const change = {
      role: { role: granted ? 'director' : 'manager' },
      account: { status: granted ? 'active' : 'disabled' },
      employment: {},
    };
    const sentAt = performance.now();
    await this.#ask('PATCH', `/accounts/${accountId}`, change[by]);
    this.#note(name, { by, granted }, sentAt);
  }

  /** He leaves when nothing is left with him. */
  async #dismiss({ name, caller, standing: { by } }: Unsettled): Promise<void> {
    const sentAt = performance.now();
    const path = `/employees/${caller.employeeId}`;
    await this.#ask('POST', `${path}/reassign`, { successorId: this.#administrator.employeeId });
    while (((await this.#ask('GET', path)) as Employee).status !== 'dismissed') await pause(LOOKED_EACH_MS);
    this.#note(name, { by, granted: false }, sentAt);
  }

  #note(user: string, change: { readonly by: StandingCause; readonly granted: boolean }, sentAt: number): void {
    this.entries.push({ type: 'standing', user, ...change, sentAt, answeredAt: performance.now() });
  }

  async #ask(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<unknown> {
    const headers = { 'idempotency-key': randomUUID() };
    const answer = await settle(this.#administrator, { method, path, headers, ...(body && { body }) });
    if (outcomeOf(answer) !== 'done') throw new Error(`${method} ${path}: ${answer.status} ${answer.code}`);
    return answer.body;
  }
}

/** False when it is over before the pause is. */
const lasts = (over: AbortSignal): Promise<boolean> => pause(PAUSE_MS, true, { signal: over }).catch(() => false);
