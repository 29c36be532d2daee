import { localizedFetch } from './plain-client.ts';
import { currentToken, renewToken } from './session.ts';

function send(request: Request, token: string | null): Promise<Response> {
  if (token !== null) request.headers.set('Authorization', `Bearer ${token}`);
  return localizedFetch(request);
}

/** `fetch` with the access token. After a 401 it renews the token and tries once more. */
export async function authorisedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request, await currentToken());
  if (response.status !== 401) return response;
  const token = await renewToken();
  return token === null ? response : send(again, token);
}
