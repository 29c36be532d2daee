import type { AnyRpcContract, RpcOutput, RpcRequest } from '@crm/contracts';

/** Rows of one bulk message. */
export const BATCH = 500;
/** Messages on their way at once: enough to keep the services busy, too few to pile up behind each other. */
const IN_FLIGHT = 4;

export type Ask = <Contract extends AnyRpcContract>(
  contract: Contract,
  input: RpcRequest<Contract>,
) => Promise<RpcOutput<Contract>>;

export interface Loading {
  readonly ask: Ask;
  readonly report: (line: string) => void;
}

interface Kind {
  readonly name: string;
  readonly count: number;
}

/** Calls `load` with the numbers from 0 to below `count`, a message's worth at a time. Returns what it gave, in order. */
export async function inBatches<Result>(
  { report }: Loading,
  { name, count }: Kind,
  load: (indexes: number[]) => Promise<Result[]>,
): Promise<Result[]> {
  const results: Result[][] = [];
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const first = next;
      next = Math.min(count, first + BATCH);
      const indexes = Array.from({ length: next - first }, (_, offset) => first + offset);
      results[first / BATCH] = await load(indexes);
      done += indexes.length;
      if (done % 20_000 === 0) report(`  ${name}: ${done} of ${count}`);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  return results.flat();
}
