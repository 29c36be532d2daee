import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { crmDirectory } from '../repository.ts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';

export const files = ['accounts', 'products', 'sales_teams', 'sales_pipeline'] as const;

export interface ImportArguments {
  /** The folder with the four files. */
  readonly directory: string;
  /** Where the gateway answers. */
  readonly url: string;
  readonly email: string;
  readonly password: string;
}

const usage = `Usage: npm run import -- DIR [--url URL] [--email ADDRESS --password PASSWORD]
  DIR holds ${files.map((file) => `${file}.csv`).join(', ')}.
  Without --url and --email, the CRM that npm start runs is meant, and its administrator.`;

/** What `npm start` tells of the system that it runs. */
interface Running {
  readonly gateway: { readonly url: string };
  readonly users: readonly { readonly email: string; readonly password: string; readonly role: string }[];
}

/** @throws ExpectedTrouble for arguments that cannot be meant, or a folder without the files. */
export function readArguments(args: string[], runningFile = join(crmDirectory, 'running.json')): ImportArguments {
  const { directory, ...given } = parse(args);
  const missing = files.filter((file) => !existsSync(join(directory, `${file}.csv`)));
  if (missing.length > 0) {
    throw new ExpectedTrouble(`${directory} has no ${missing.map((file) => `${file}.csv`).join(', ')}.\n${usage}`);
  }
  const { url, email, password } = given;
  if (url && email && password) return { directory, url, email, password };
  const running = readRunning(runningFile);
  const user = running.users.find((known) =>
    email === undefined ? known.role === 'administrator' : known.email === email,
  );
  const secret = password ?? user?.password;
  const address = email ?? user?.email;
  if (!address || !secret)
    throw new ExpectedTrouble(`Nobody knows the password of ${email ?? 'an administrator'}.\n${usage}`);
  return { directory, url: url ?? running.gateway.url, email: address, password: secret };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { url: text, email: text, password: text },
    });
    const [directory, ...others] = positionals;
    if (directory === undefined || others.length > 0) throw new Error('One folder is expected');
    return { directory, ...values };
  } catch (error) {
    throw new ExpectedTrouble(`${error instanceof Error ? error.message : String(error)}.\n${usage}`);
  }
}

function readRunning(file: string): Running {
  if (!existsSync(file)) {
    throw new ExpectedTrouble(
      'The CRM does not run here. Start it with npm start, or give --url, --email and --password.',
    );
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Running;
}
