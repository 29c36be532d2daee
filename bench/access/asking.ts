import type { Target } from '../measuring/measure.ts';

interface Change {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly body?: object;
}

/** Asks the gateway for something, or for a change, as this reader. @throws Error for anything but success. */
export async function ask<Answer>(target: Target, path: string, change?: Change): Promise<Answer> {
  const reply = await reach(target, path, change);
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${change?.method ?? 'GET'} ${path}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

/** The answer whatever its status. */
export function reach({ url, headers }: Target, path: string, change?: Change): Promise<Response> {
  const sent = change && {
    method: change.method,
    ...(change.body && { body: JSON.stringify(change.body) }),
    headers: {
      ...(change.body && { 'content-type': 'application/json' }),
      'idempotency-key': crypto.randomUUID(),
      ...headers,
    },
  };
  return fetch(`${url}/api/v1${path}`, sent ?? { headers });
}
