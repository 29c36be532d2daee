import { createReadStream, existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ServiceCopy } from '../cluster/service-copy.ts';
import type { LogLine } from './evidence.ts';

/** What a program writes when an error has escaped it: our own words, and those of Node. */
const complaint =
  /An error that nobody caught|unhandled ?rejection|UnhandledPromise|triggerUncaughtException|node:internal\/process\/promises/i;
const LONGEST = 400;

/** How far the logs went before the round, by file. */
export type LogPlaces = ReadonlyMap<string, number>;

export function endsOfLogs(copies: readonly ServiceCopy[]): LogPlaces {
  return new Map(copies.map(({ logFile }) => [logFile, existsSync(logFile) ? statSync(logFile).size : 0]));
}

/** What the programs have written since about errors that nobody caught. */
export async function readComplaints(copies: readonly ServiceCopy[], since: LogPlaces): Promise<LogLine[]> {
  const found = await Promise.all(
    copies.map(async ({ title, logFile }) => {
      const lines: LogLine[] = [];
      const start = since.get(logFile) ?? 0;
      for await (const line of createInterface({ input: createReadStream(logFile, { start }) })) {
        if (complaint.test(line)) lines.push({ program: title, line: line.slice(0, LONGEST) });
      }
      return lines;
    }),
  );
  return found.flat();
}
