import { createClient, createConfig, type Client } from '../generated/client';
import { offline, problemFrom } from './problem.ts';

/** `fetch` that says the language of the page, so that refusals come in it, and names a missing network. */
export function localizedFetch(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', document.documentElement.lang);
  return fetch(request).catch((error: unknown) => {
    throw request.signal.aborted ? error : offline();
  });
}

/** Whatever a call ends with, other than success, is thrown as a `ProblemError`. */
export const throwProblems = (client: Client): void => {
  client.interceptors.error.use((error, response) => problemFrom(error, response));
};

/** Calls without an access token: opening, renewing and ending a session. */
export const plainClient = createClient(
  createConfig({ baseUrl: '', fetch: (input) => localizedFetch(new Request(input)) }),
);
throwProblems(plainClient);
