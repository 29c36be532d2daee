import { localizedFetch } from './plain-client.ts';
import { isProblem } from './problem.ts';
import { currentToken, renewToken, secondFactorIsNeeded } from './session.ts';

function send(request: Request, token: string | null): Promise<Response> {
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  return localizedFetch(request);
}

async function lacksSecondFactor(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return isProblem(body) && body.code === 'second_factor.needed';
}

/** Tries once more after a 401, with a fresh token. */
async function sendFresh(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request, await currentToken());
  if (response.status !== 401) return response;
  const token = await renewToken();
  return token === null ? response : send(again, token);
}

/** `fetch` with the access token. It sees to it that what is asked of the reader is asked: to sign in, to set up a second factor. */
export async function authorisedFetch(request: Request): Promise<Response> {
  const response = await sendFresh(request);
  if (await lacksSecondFactor(response)) secondFactorIsNeeded();
  return response;
}
