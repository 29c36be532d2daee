import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { SMTPServer } from 'smtp-server';
import { type CaughtLetter, readLetter } from './caught-letter.ts';

/** What a mail server says to a letter that it does not take. */
export interface Refusal {
  readonly code: number;
  readonly message: string;
}

export interface MailCatcherOptions {
  /** 0, or left out, takes any free one. */
  readonly port?: number;
  /** Keeps each letter as a file `.eml`, which mail programs open. */
  readonly directory?: string;
  /** Refuses letters to some, as a server would that is full or does not know them. */
  readonly refuse?: (to: string) => Refusal | undefined;
}

export interface MailCatcher {
  /** For `SMTP_URL`. */
  readonly url: string;
  /** All that were taken, in their order. */
  readonly letters: readonly CaughtLetter[];
  stop(): Promise<void>;
}

/** A mail server that keeps every letter and delivers none. */
export async function startMailCatcher(options: MailCatcherOptions = {}): Promise<MailCatcher> {
  const letters: CaughtLetter[] = [];
  const server = smtpServer(options, (letter) => {
    letters.push(letter);
    if (options.directory !== undefined) keep(letter, options.directory);
  });
  server.on('error', () => {});
  const listener = server.listen(options.port ?? 0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function smtpServer({ refuse }: MailCatcherOptions, take: (letter: CaughtLetter) => void): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, answer) => {
      const refusal = refuse?.(address);
      answer(refusal && Object.assign(new Error(refusal.message), { responseCode: refusal.code }));
    },
    onData: (stream, { envelope }, answer) => {
      const to = envelope.rcptTo.map(({ address }) => address);
      text(stream).then((source) => {
        take(readLetter(source, to));
        answer();
      }, answer);
    },
  });
}

function keep({ source, notification }: CaughtLetter, directory: string): void {
  mkdirSync(directory, { recursive: true });
  const name = `${new Date().toISOString().replaceAll(':', '-')}-${notification.replace(/[^\w.-]/g, '')}.eml`;
  writeFileSync(join(directory, name), source);
}
