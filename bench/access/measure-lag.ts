import { loadClients, type RpcOutput } from '@crm/contracts';
import type { RpcClient } from '@crm/messaging';
import { systemActor } from '@crm/access';
import type { Target } from '../measuring/measure.ts';
import { ask, reach } from './asking.ts';

/** A change of who reaches what is in force when this long has passed, or never. */
const GIVE_UP_MS = 60_000;

/** Who obeys: the clients service through the gateway, and those that learn of it. */
export const obeying = ['clients', 'deals', 'activities'] as const;
type Obeying = (typeof obeying)[number];

/** From the answer to each change until the service obeyed. Milliseconds. */
export interface Lag {
  readonly change: string;
  readonly of: Readonly<Record<Obeying, number[]>>;
}

export interface LagPeople {
  readonly administrator: Target;
  /** Sees everything and owns the records that others come to see. */
  readonly director: Target;
  readonly manager: Target;
  /** Leads branch 4. */
  readonly headOfBranch: Target;
  /** Leads branch 1, below which branch 4 is moved. */
  readonly headOfPlace: Target;
}

interface Records {
  readonly clients: string;
  readonly deals: string;
  readonly activities: string;
}

interface LagRun extends LagPeople {
  readonly rpc: RpcClient;
  readonly changes: number;
  readonly report: (line: string) => void;
}

/** Each kind of change of who reaches what, so many times. */
export async function measureLag(run: LagRun): Promise<Lag[]> {
  const shared = await recordsOf(run.director);
  const [manager, branch] = [await whoIs(run.manager), await recordsOf(run.headOfBranch)];
  const lags: Lag[] = [];
  for (const measured of [
    () => grants(run, shared, manager),
    () => roles(run, shared),
    () => moves(run, branch),
    () => owners(run, manager),
  ]) {
    const done = await measured();
    lags.push(...done);
    run.report(`  measured: ${done.map(({ change }) => change).join(', ')}`);
  }
  return lags;
}

async function grants(run: LagRun, records: Records, employeeId: string): Promise<Lag[]> {
  const [given, taken] = [lagOf('client shown to somebody'), lagOf('taken back')];
  const url = `/clients/${records.clients}/grants`;
  const body = { kind: 'employee', id: employeeId };
  for (let n = 0; n < run.changes; n += 1) {
    await ask(run.director, url, { method: 'POST', body });
    await obeyed(run.manager, whole(records), { isSeen: true, lag: given });
    await ask(run.director, `${url}/employee/${employeeId}`, { method: 'DELETE' });
    await obeyed(run.manager, whole(records), { isSeen: false, lag: taken });
  }
  return [given, taken];
}

async function roles(run: LagRun, records: Records): Promise<Lag[]> {
  const [more, less] = [lagOf('role sees all instead of its own'), lagOf('its own again')];
  const change = (read: 'all' | 'own') => {
    const rights = { read, change: 'own' };
    const scopes = { client: rights, deal: rights, activity: rights };
    return ask(run.administrator, '/roles/manager', { method: 'PATCH', body: { scopes } });
  };
  for (let n = 0; n < run.changes; n += 1) {
    await change('all');
    await obeyed(run.manager, single(records), { isSeen: true, lag: more });
    await change('own');
    await obeyed(run.manager, single(records), { isSeen: false, lag: less });
  }
  return [more, less];
}

async function moves(run: LagRun, records: Records): Promise<Lag[]> {
  const [there, back] = [lagOf('branch moved below a head'), lagOf('branch moved away')];
  const [branch, place] = [await departmentOf(run.headOfBranch), await departmentOf(run.headOfPlace)];
  const { parentId } = await ask<{ parentId: string | null }>(run.administrator, `/departments/${branch}`);
  const move = (below: string | null) =>
    ask(run.administrator, `/departments/${branch}`, { method: 'PATCH', body: { parentId: below } });
  for (let n = 0; n < run.changes; n += 1) {
    await move(place);
    await obeyed(run.headOfPlace, single(records), { isSeen: true, lag: there });
    await move(parentId);
    await obeyed(run.headOfPlace, single(records), { isSeen: false, lag: back });
  }
  return [there, back];
}

/** The work of somebody who leaves goes to the manager, who sees what the director does with that client from then on. */
async function owners(run: LagRun, successorId: string): Promise<Lag[]> {
  const lag = lagOf('client got another owner');
  const departmentId = await departmentOf(run.manager);
  for (let n = 0; n < run.changes; n += 1) {
    const leaver = await ask<{ id: string }>(run.administrator, '/employees', {
      method: 'POST',
      body: { name: 'Leaver', departmentId },
    });
    const row = {
      externalId: `access-lag-${leaver.id}`,
      kind: 'person',
      name: 'Handed over',
      ownerId: leaver.id,
    } as const;
    const loaded: RpcOutput<typeof loadClients> = await run.rpc.call(
      loadClients,
      { rows: [row] },
      { actor: systemActor },
    );
    const records = await recordsOf(run.director, loaded.rows[0]?.id);
    const started = { method: 'POST', body: { successorId } } as const;
    await ask(run.administrator, `/employees/${leaver.id}/reassign`, started);
    // The job answers before it has changed anything: the clients service itself says when it has.
    await until(() => isThere(run.manager, `/clients/${records.clients}`), true);
    await obeyed(run.manager, whole(records), { isSeen: true, lag });
  }
  return [lag];
}

const lagOf = (change: string): Lag => ({ change, of: { clients: [], deals: [], activities: [] } });

type Questions = Readonly<Record<Obeying, (reader: Target) => Promise<boolean>>>;

/** A client with what others do with him: seen by whoever reads the client. */
const whole = ({ clients }: Records): Questions => ({
  clients: (reader) => isThere(reader, `/clients/${clients}`),
  deals: (reader) => isListed(reader, `/deals?limit=1&clientId=${clients}`),
  activities: (reader) => isListed(reader, `/activities?limit=1&clientId=${clients}`),
});

/** Records by themselves: seen by whose right reaches them. */
const single = (records: Records): Questions => ({
  clients: (reader) => isThere(reader, `/clients/${records.clients}`),
  deals: (reader) => isThere(reader, `/deals/${records.deals}`),
  activities: (reader) => isThere(reader, `/activities/${records.activities}`),
});

async function isThere(reader: Target, path: string): Promise<boolean> {
  const { ok, status } = await reach(reader, path);
  if (!ok && status !== 404) throw new Error(`${path}: ${status}`);
  return ok;
}

const isListed = async (reader: Target, path: string): Promise<boolean> =>
  (await ask<{ data: unknown[] }>(reader, path)).data.length > 0;

/** Asks every service at once, again and again, until each answers as it should from now on. */
async function obeyed(
  reader: Target,
  questions: Questions,
  { isSeen, lag }: { readonly isSeen: boolean; readonly lag: Lag },
): Promise<void> {
  const answeredAt = performance.now();
  const waits = obeying.map(async (service) => {
    await until(() => questions[service](reader), isSeen);
    lag.of[service].push(performance.now() - answeredAt);
  });
  await Promise.all(waits);
}

async function until(answer: () => Promise<boolean>, expected: boolean): Promise<void> {
  const started = performance.now();
  while ((await answer()) !== expected) {
    if (performance.now() - started > GIVE_UP_MS) throw new Error('A change is not obeyed after a minute');
  }
}

/** A deal and an activity of this user, with a client of his own unless one is named. */
async function recordsOf(user: Target, known?: string): Promise<Records> {
  const make = async (path: string, body: object) =>
    (await ask<{ id: string }>(user, path, { method: 'POST', body })).id;
  const clientId = known ?? (await make('/clients', { kind: 'organisation', name: 'Measured' }));
  const amount = { amount: '1', currency: 'RUB' };
  const activity = { type: 'task', subject: 'Measured', plannedAt: '2040-01-01T10:00:00.000Z', clientId };
  return {
    clients: clientId,
    deals: await make('/deals', { clientId, title: 'Measured', amount }),
    activities: await make('/activities', activity),
  };
}

interface Who {
  readonly employeeId: string;
  readonly departmentId: string;
}

const whoIs = async (user: Target): Promise<string> => (await ask<Who>(user, '/me')).employeeId;
const departmentOf = async (user: Target): Promise<string> => (await ask<Who>(user, '/me')).departmentId;
