type Send = (request: Request) => Promise<Response>;

const READ_AFTER = 'X-Read-After';
/** So long what a change was answered with is shown, in milliseconds; the gateway passes over what is older. */
const SHOWN_MS = 5_000;
/** More than a person changes in that time. */
const MOST_SHOWN = 20;

interface Change {
  readonly said: string;
  readonly at: number;
}

const isCard = ({ method, url }: Request): boolean => method === 'GET' && new URL(url).pathname.endsWith('/card');

/** Shows with each question for a card what the answers to the latest changes said, so that the changes are on the card. */
export function readingAfter(send: Send): Send {
  let latest: readonly Change[] = [];
  return async (request) => {
    latest = latest.filter(({ at }) => performance.now() - at < SHOWN_MS);
    if (latest.length > 0 && isCard(request)) request.headers.set(READ_AFTER, latest.map(({ said }) => said).join());
    const response = await send(request);
    const said = response.headers.get(READ_AFTER);
    if (said !== null) latest = [...latest, { said, at: performance.now() }].slice(-MOST_SHOWN);
    return response;
  };
}
