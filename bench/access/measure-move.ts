import type { Department, listClients, listDepartments, RpcOutput } from '@crm/contracts';
import type { Target } from '../measuring/measure.ts';
import { ask } from './asking.ts';

const GIVE_UP_MS = 60_000;

/** How long a moved branch takes to be seen. Milliseconds. */
export interface MoveFigures {
  readonly answered: number;
  /** From the answer until the head of the new place counts the clients of the branch among those that he reads. */
  readonly seen: number;
  readonly employees: number;
}

interface Move {
  readonly administrator: Target;
  /** Heads the department below which the branch is moved. */
  readonly head: Target;
}

/** Moves branch 4 below branch 1 and back, asking all the time what the head of branch 1 reads. */
export async function measureMove({ administrator, head }: Move): Promise<MoveFigures> {
  const [branch, place] = [await find(administrator, 'Department 4'), await find(administrator, 'Department 1')];
  const before = await countOf(head);
  const preview = await ask<{ employees: number }>(administrator, `/departments/${branch.id}/move/preview`, {
    method: 'POST',
    body: { parentId: place.id },
  });
  const started = performance.now();
  const moved = await move(administrator, branch.id, place.id);
  const answeredAt = performance.now();
  while ((await countOf(head)) === before) {
    if (performance.now() - answeredAt > GIVE_UP_MS) throw new Error('The move is not seen after a minute');
  }
  const seenAt = performance.now();
  await move(administrator, moved.id, branch.parentId);
  return { answered: answeredAt - started, seen: seenAt - answeredAt, employees: preview.employees };
}

const move = (administrator: Target, departmentId: string, parentId: string | null): Promise<Department> =>
  ask(administrator, `/departments/${departmentId}`, { method: 'PATCH', body: { parentId } });

const countOf = async (reader: Target): Promise<number> =>
  (await ask<RpcOutput<typeof listClients>>(reader, '/clients?limit=1&count=true')).total ?? 0;

async function find(reader: Target, name: string): Promise<Department> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const path = `/departments?limit=100${cursor === '' ? '' : `&cursor=${cursor}`}`;
    const page: RpcOutput<typeof listDepartments> = await ask(reader, path);
    const found = page.data.find((department) => department.name === name);
    if (found) return found;
    cursor = page.page.nextCursor;
  }
  throw new Error(`There is no ${name}`);
}
