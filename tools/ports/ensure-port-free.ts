import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import { isPortFree } from './free-ports.ts';
import { findPortHolder } from './port-holder.ts';

/** Refuses a port that somebody else listens on, with what to do about it. */
export async function ensurePortFree(title: string, port: number, variable: string): Promise<void> {
  if (await isPortFree(port)) return;
  const holder = findPortHolder(port) ?? 'another program';
  throw new ExpectedTrouble(
    `Port ${port}, meant for ${title}, is taken by ${holder}. ` +
      `Stop that program, or choose another port: ${variable}=<port> npm start`,
  );
}
