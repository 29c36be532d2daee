import { runSteps } from './check/run-steps.ts';
import { steps } from './check/steps.ts';

process.exitCode = await runSteps(steps);
