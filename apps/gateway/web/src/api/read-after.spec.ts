import { readingAfter } from './read-after.ts';

describe(readingAfter, () => {
  const asked: [string, string | null][] = [];
  const tokens = ['first', null, 'second', null];
  const send = readingAfter(async ({ url, headers }) => {
    asked.push([new URL(url).pathname, headers.get('X-Read-After')]);
    const token = tokens.shift();
    return new Response('{}', token ? { headers: { 'X-Read-After': token } } : {});
  });
  const ask = (path: string, method = 'GET') => send(new Request(`http://crm.example${path}`, { method }));

  it('shows the marks of the latest changes with questions for cards, and with these alone', async () => {
    await ask('/api/v1/clients', 'POST');
    await ask('/api/v1/clients/1/card');
    await ask('/api/v1/deals', 'POST');
    await ask('/api/v1/clients/2/card');
    await ask('/api/v1/clients/2');
    expect(asked).toEqual([
      ['/api/v1/clients', null],
      ['/api/v1/clients/1/card', 'first'],
      ['/api/v1/deals', null],
      ['/api/v1/clients/2/card', 'first,second'],
      ['/api/v1/clients/2', null],
    ]);
  });
});
