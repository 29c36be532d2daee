import { buildAll } from './build/build-all.ts';
import { describeFailure } from './terminal/expected-trouble.ts';
import { terminalProgress } from './terminal/progress.ts';

try {
  await buildAll(terminalProgress());
} catch (failure) {
  console.error(describeFailure(failure));
  process.exitCode = 1;
}
