import { repeating } from './repeated-fetch.ts';

type Outcome = Response | Error;

const answer = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers });
const change = (given: RequestInit = {}): Request =>
  new Request('http://crm.example/api/v1/deals', { method: 'POST', body: '{"title":"Delivery"}', ...given });

/** Sends to somebody who answers so, one after the other. */
async function send(request: Request, ...outcomes: Outcome[]) {
  const sent: { key: string | null; body: string }[] = [];
  const pauses: number[] = [];
  const answerNext = async (asked: Request): Promise<Response> => {
    sent.push({ key: asked.headers.get('Idempotency-Key'), body: await asked.text() });
    const outcome = outcomes.shift();
    if (outcome instanceof Response) return outcome;
    throw outcome ?? new Error('Asked too often');
  };
  const outcome = await repeating(
    answerNext,
    async (ms) => void pauses.push(ms),
  )(request).then(
    ({ status }) => status,
    (error: unknown) => error,
  );
  return { outcome, sent, pauses };
}

describe(repeating, () => {
  it('gives each change a key of its own', async () => {
    const [one, other] = [await send(change(), answer(201)), await send(change(), answer(201))];
    expect(one.sent).toEqual([{ key: expect.stringMatching(/^[0-9a-f]{32}$/), body: '{"title":"Delivery"}' }]);
    expect(other.sent[0]?.key).not.toBe(one.sent[0]?.key);
  });

  it.each([
    { what: 'no answer at all', first: new Error('offline'), pause: 1_000 },
    { what: 'a service that is away', first: answer(503, { 'Retry-After': '2' }), pause: 2_000 },
    { what: 'a service that is away for long', first: answer(503, { 'Retry-After': '60' }), pause: 5_000 },
    { what: 'a proxy without the gateway', first: answer(502), pause: 1_000 },
    { what: 'no answer in time', first: answer(504), pause: 1_000 },
    { what: 'a change that is still being made', first: answer(409, { 'Retry-After': '1' }), pause: 1_000 },
  ])('sends the same once more after $what', async ({ first, pause }) => {
    const { outcome, sent, pauses } = await send(change(), first, answer(201));
    expect(outcome).toBe(201);
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(pauses).toEqual([pause]);
  });

  it.each([400, 409, 412, 422, 500])('takes %d for an answer', async (status) => {
    const { outcome, sent } = await send(change(), answer(status));
    expect([outcome, sent.length]).toEqual([status, 1]);
  });

  it('gives up after the second time', async () => {
    const gone = new Error('offline');
    expect(await send(change(), gone, answer(503))).toMatchObject({ outcome: 503 });
    expect(await send(change(), answer(503), gone)).toMatchObject({ outcome: gone });
  });

  it('leaves questions as they are', async () => {
    const question = change({ method: 'GET', body: null });
    expect(await send(question, answer(503))).toMatchObject({ outcome: 503, sent: [{ key: null }] });
  });

  it('does not send again what nobody waits for any more', async () => {
    const abort = new AbortController();
    abort.abort();
    const gone = new Error('aborted');
    expect(await send(change({ signal: abort.signal }), gone)).toMatchObject({ outcome: gone, pauses: [] });
  });
});
