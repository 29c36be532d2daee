import { client } from '../generated/client.gen';
import { authorisedFetch } from './authorised-fetch.ts';
import { throwProblems } from './plain-client.ts';

/** Lets the generated client speak for whoever is signed in. Called once, before the first question. */
export function connectClient(): void {
  client.setConfig({ baseUrl: '', fetch: authorisedFetch });
  throwProblems(client);
}
