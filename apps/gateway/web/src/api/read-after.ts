type Send = (request: Request) => Promise<Response>;

const READ_AFTER = 'X-Read-After';

const isCard = ({ method, url }: Request): boolean => method === 'GET' && new URL(url).pathname.endsWith('/card');

/** Shows with each question for a card what the answer to the latest change said, so that the change is on the card. */
export function readingAfter(send: Send): Send {
  let latest: string | null = null;
  return async (request) => {
    if (latest !== null && isCard(request)) request.headers.set(READ_AFTER, latest);
    const response = await send(request);
    latest = response.headers.get(READ_AFTER) ?? latest;
    return response;
  };
}
