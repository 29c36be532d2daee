import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where servers are installed though an ordinary user's PATH does not name it. */
const directoriesOfServers = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/opt/homebrew/bin', '/opt/homebrew/sbin'];

/** The first program of that name that may be executed, on PATH or where servers are usually installed. */
export function findProgram(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  const directories = [...path.split(delimiter).filter((directory) => directory !== ''), ...directoriesOfServers];
  return directories.map((directory) => join(directory, name)).find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
