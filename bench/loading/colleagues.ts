import { type Employee, listEmployees } from '@crm/contracts';
import type { Ask } from './in-batches.ts';

export type Colleague = Pick<Employee, 'id' | 'departmentId' | 'email'>;

/** Everybody who works here, by name. */
export async function everyColleague(ask: Ask): Promise<Colleague[]> {
  const colleagues: Colleague[] = [];
  let cursor: string | undefined;
  do {
    const { data, page } = await ask(listEmployees, { limit: 100, ...(cursor === undefined ? {} : { cursor }) });
    colleagues.push(...data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return colleagues;
}
