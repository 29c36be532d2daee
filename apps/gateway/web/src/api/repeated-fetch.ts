type Send = (request: Request) => Promise<Response>;

const UNLESS_SAID_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;

/** Not `randomUUID`, which browsers have on secure pages only. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Nobody knows what became of the change, or it is still being made: of all 409 only that one says when to ask again. */
const isUndecided = ({ status, headers }: Response): boolean =>
  [502, 503, 504].includes(status) || (status === 409 && headers.has('Retry-After'));

function pauseBefore(response: Response | undefined): number {
  const seconds = Number(response?.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, LONGEST_PAUSE_MS) : UNLESS_SAID_MS;
}

/**
 * Sends each change under a key, so that it may be sent again without being made twice: that is done once, when the answer
 * was lost on the way or says that it is not known yet.
 */
export const repeating =
  (send: Send, wait: (ms: number) => Promise<void> = pause): Send =>
  async (request) => {
    if (request.method === 'GET') return send(request);
    request.headers.set('Idempotency-Key', newKey());
    const again = request.clone();
    const response = await send(request).catch((error: unknown) => {
      if (request.signal.aborted) throw error;
      return undefined;
    });
    if (response && !isUndecided(response)) return response;
    await wait(pauseBefore(response));
    return send(again);
  };
