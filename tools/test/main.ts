import { rmSync } from 'node:fs';

import { endLeftovers } from '../processes/leftovers.ts';
import { describeFailure } from '../terminal/expected-trouble.ts';
import { onInterrupt } from '../terminal/interrupt.ts';
import { oneFailure, sumOutcomes, type Outcome } from './outcome.ts';
import type { Ring } from './run-ring.ts';
import { parseTestArguments, type TestPart } from './test-arguments.ts';
import { makeTestDirectory } from './test-directory.ts';
import { TestRun } from './test-run.ts';

/** `npm test [check] [unit] [int] [e2e] [arguments for Jest]`: everything, or the named parts. */
async function main(): Promise<void> {
  const { parts, forJest } = parseTestArguments(process.argv.slice(2));
  const { signal } = onInterrupt();
  const directory = await makeTestDirectory();
  const run = new TestRun({ directory, forJest, signal });
  try {
    tellSum(sumOutcomes(await runParts(run, parts, signal)));
  } finally {
    await run.stop();
    await endLeftovers(directory);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The rings one after another, the check beside them: tests on servers wait much, and it fills their pauses. */
async function runParts(run: TestRun, parts: TestPart[], signal: AbortSignal): Promise<Outcome[]> {
  const rings = parts.filter((part) => part !== 'check');
  // The check writes the client of the page anew, so it must not meet the build of the page.
  if (rings.includes('e2e') && rings.length < parts.length) await run.build();
  const running = runRings(run, rings, signal);
  const beside = rings.length > 0 ? running : undefined;
  const check = parts.includes('check') ? runPart('check', () => run.check(beside), signal) : undefined;
  // An interruption ends the rings first; that the check ends by it too is no news then.
  check?.catch(() => undefined);
  const outcomes = await running;
  return check === undefined ? outcomes : [await check, ...outcomes];
}

async function runRings(run: TestRun, rings: readonly Ring[], signal: AbortSignal): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const ring of rings) outcomes.push(await runPart(ring, () => run.ring(ring), signal));
  return outcomes;
}

/** A part that cannot run is one failure and does not keep the others from running; only an interruption ends them all. */
async function runPart(part: TestPart, work: () => Promise<Outcome>, signal: AbortSignal): Promise<Outcome> {
  try {
    return await work();
  } catch (failure) {
    signal.throwIfAborted();
    console.error(`✗ ${part}: ${describeFailure(failure)}`);
    return oneFailure;
  }
}

function tellSum({ passed, failed, skipped }: Outcome): void {
  if (failed > 0) process.exitCode = 1;
  process.on('exit', () => {
    console.log(`\n${skipped} skipped`);
    console.log(`${passed} passed, ${failed} failed`);
  });
}

try {
  await main();
} catch (failure) {
  console.error(describeFailure(failure));
  process.exitCode = 1;
}
// Nothing that a part has left open may keep the last line from being printed.
process.exit();
