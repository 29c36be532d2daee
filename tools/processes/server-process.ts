import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ensurePortFree } from '../ports/ensure-port-free.ts';
import { ExpectedTrouble } from '../terminal/expected-trouble.ts';
import { endProcess, send } from './end-process.ts';
import { removeIdentity, writeIdentity } from './identity-file.ts';
import { endLeftover } from './leftovers.ts';
import { readableLog } from './readable-log.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

export interface ServerProcessOptions {
  /** Name of the program for people, as `MongoDB`. */
  title: string;
  command: string;
  args: string[];
  environment?: NodeJS.ProcessEnv;
  /** Where it will listen on 127.0.0.1. */
  port: number;
  /** Holds the log and the file with the process id. */
  directory: string;
  /** Base name of these two files, and what the variable for its port is called after. */
  fileName: string;
  /** Whether its log goes on where an earlier process of that name has ended. */
  continuesLog?: boolean;
}

/**
 * A program that runs in a session of its own, so that Ctrl-C reaches it only through us and servers outlive the services.
 * What a killed run has left behind under the same name is ended before a new one starts.
 */
export class ServerProcess {
  /** Tells, once it has ended, how: `exit code 1` or the name of a signal. */
  readonly exited: Promise<string>;
  readonly #identity: ProcessIdentity;
  readonly #options: ServerProcessOptions;
  #hasExited = false;

  private constructor(options: ServerProcessOptions, child: ChildProcess, identity: ProcessIdentity) {
    this.#options = options;
    this.#identity = identity;
    this.exited = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#hasExited = true;
        resolve(signal ?? `exit code ${code ?? 'unknown'}`);
      });
    });
  }

  static async start(options: ServerProcessOptions): Promise<ServerProcess> {
    mkdirSync(options.directory, { recursive: true });
    await endLeftover(pidFile(options));
    await ensurePortFree(options.title, options.port, `CRM_PORT_${options.fileName.toUpperCase()}`);
    const child = await spawnDetached(options);
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (identity === undefined) throw new ExpectedTrouble(`${options.title} ended at once.\n${tail(options)}`);
    writeIdentity(pidFile(options), identity);
    return new ServerProcess(options, child, identity);
  }

  get pid(): number {
    return this.#identity.pid;
  }

  /** Waits until the program answers; when it ends or keeps silent instead, ends it and shows its last words. */
  async untilReady(
    isReady: () => Promise<boolean>,
    options: { timeout: number; signal?: AbortSignal | undefined },
  ): Promise<void> {
    try {
      const isUp = await waitUntil(async () => this.#hasExited || (await isReady()), options);
      if (this.#hasExited) throw this.#trouble('ended instead of starting');
      if (!isUp) throw this.#trouble(`did not answer within ${options.timeout / 1000} s`);
    } catch (failure) {
      await this.stop(5_000);
      throw failure;
    }
  }

  send(signal: NodeJS.Signals): boolean {
    return send(this.#identity, signal);
  }

  /** Ends the program: asked first, by force after the grace time (milliseconds). */
  async stop(grace = 10_000): Promise<void> {
    await endProcess(this.#identity, grace);
    await this.exited;
    removeIdentity(pidFile(this.#options));
  }

  #trouble(what: string): ExpectedTrouble {
    return new ExpectedTrouble(
      `${this.#options.title} ${what}. The end of its log (${logFile(this.#options)}):\n${tail(this.#options)}`,
    );
  }
}

async function spawnDetached(options: ServerProcessOptions): Promise<ChildProcess> {
  const { command, args, environment = process.env, directory } = options;
  const log = openSync(logFile(options), options.continuesLog === true ? 'a' : 'w');
  const child = spawn(command, args, { cwd: directory, env: environment, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  return child;
}

function tail(options: ServerProcessOptions): string {
  return readableLog(readFileSync(logFile(options), 'utf8'), 15);
}

const pidFile = (options: ServerProcessOptions): string => join(options.directory, `${options.fileName}.pid`);
const logFile = (options: ServerProcessOptions): string => join(options.directory, `${options.fileName}.log`);
