import { buildAll } from '../tools/build/build-all.ts';
import { describeFailure } from '../tools/terminal/expected-trouble.ts';
import { onInterrupt } from '../tools/terminal/interrupt.ts';
import { terminalProgress } from '../tools/terminal/progress.ts';

/** `npm run faults -- [F1 F8 …] [--rounds N] [--seed S]`: tries faults on a whole system under load; see docs/reliability.md. */
const { signal } = onInterrupt();
const report = terminalProgress();
try {
  await buildAll(report, signal);
  // Imported here because it uses the libraries, which are built by now.
  const { play } = await import('./run/play.ts');
  const hasHeld = await play({ args: process.argv.slice(2), report, signal });
  process.exitCode = hasHeld ? 0 : 1;
} catch (failure) {
  console.error(describeFailure(failure));
  process.exitCode = 1;
}
process.exit();
