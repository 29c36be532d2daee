import { findProgram } from '../processes/find-program.ts';
import { installPackages } from '../servers/install/system-packages.ts';
import type { Progress } from '../terminal/progress.ts';

/** The browser for whole-system tests: the one that CHROMIUM_PATH names, the system's, or Debian's package installed now. */
export async function findChromium(report: Progress, signal: AbortSignal): Promise<string> {
  const present = process.env['CHROMIUM_PATH'] ?? onPath();
  if (present !== undefined) return present;
  await report.step('Chromium: installing', () => installPackages(['chromium'], signal));
  return onPath() ?? 'chromium';
}

function onPath(): string | undefined {
  return ['chromium', 'chromium-browser', 'google-chrome']
    .map((name) => findProgram(name))
    .find((path) => path !== undefined);
}
