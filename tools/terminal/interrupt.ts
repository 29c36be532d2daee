import { ExpectedTrouble } from './expected-trouble.ts';

export interface Interrupt {
  /** Raised at Ctrl-C or when the process is asked to end, for work that can be given up. */
  signal: AbortSignal;
  /** Fulfilled at the same moment. */
  happened: Promise<void>;
}

/** Turns the signals that end a program into an orderly stop. Later ones are ignored: through npm, one Ctrl-C may come twice. */
export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  const happened = new Promise<void>((resolve) => {
    const stop = (): void => {
      controller.abort(new ExpectedTrouble('Stopped.'));
      resolve();
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, stop);
  });
  return { signal: controller.signal, happened };
}

/** The result of the work, unless the signal is raised first: then its reason is thrown and the result no longer waited for. */
export async function unlessAborted<Result>(work: Promise<Result>, signal?: AbortSignal): Promise<Result> {
  if (signal === undefined) return work;
  signal.throwIfAborted();
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    }),
  ]);
}
