import { client } from '../generated/client.gen';
import { authorisedFetch } from './authorised-fetch.ts';
import { throwProblems } from './plain-client.ts';
import { readingAfter } from './read-after.ts';
import { repeating } from './repeated-fetch.ts';

/** Lets the generated client speak for whoever is signed in. Called once, before the first question. */
export function connectClient(): void {
  const send = readingAfter(repeating(authorisedFetch));
  client.setConfig({ baseUrl: '', fetch: (input, init) => send(new Request(input, init)) });
  throwProblems(client);
}
