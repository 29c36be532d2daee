import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../tools/processes/run-command.ts';
import { repositoryRoot } from '../tools/repository.ts';

interface Results {
  readonly results: readonly {
    readonly scenario: string;
    readonly seed: number;
    readonly verdicts: readonly { readonly invariant: string; readonly violations: readonly string[] }[];
    readonly expectations: readonly { readonly says: string; readonly measured: unknown; readonly holds: boolean }[];
    readonly unrest: readonly string[];
    readonly load: { readonly acknowledged: number };
  }[];
}

/** Those of the matrix that a change breaks most easily. The others are tried by `npm run faults`. */
const quick = ['F1', 'F3', 'F5', 'F8', 'F16', 'F20'];
const LIMIT_MS = 900_000;

/** One round of each on one server of each kind, as a person would run it. Times are told there and decide nothing here. */
describe('a quick round of faults', () => {
  let found: Results;

  beforeAll(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'faults-'));
    const json = join(directory, 'results.json');
    const program = join(repositoryRoot, 'faults', 'main.ts');
    const args = [...quick, '--quick', '--json', json, '--directory', join(directory, 'cluster')];
    const { output } = await runCommand(process.execPath, [program, ...args], { timeout: LIMIT_MS });
    try {
      found = JSON.parse(readFileSync(json, 'utf8')) as Results;
    } catch {
      throw new Error(`The faults could not be tried:\n${output}`);
    }
  }, LIMIT_MS);

  it.each(quick)('%s loses nothing, does nothing twice, and leaves nothing behind', (name) => {
    const round = found.results.find(({ scenario }) => scenario === name);
    expect(round?.load.acknowledged).toBeGreaterThan(0);
    const { seed, verdicts = [], expectations = [], unrest } = round ?? {};
    expect({
      seed,
      unrest,
      violations: verdicts.flatMap(({ invariant, violations }) => violations.map((one) => `${invariant}: ${one}`)),
      missed: expectations.filter(({ holds }) => !holds).map(({ says, measured }) => `${says}: ${String(measured)}`),
    }).toEqual({ seed, unrest: [], violations: [], missed: [] });
  });
});
