import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify, type FastifyInstance } from 'fastify';
import { mountPage } from './page.ts';

async function serve(root: string): Promise<FastifyInstance> {
  const server = fastify();
  await mountPage(server, root);
  await server.ready();
  return server;
}

describe(mountPage, () => {
  let root: string;
  let server: FastifyInstance;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'page-'));
    await mkdir(join(root, 'assets'));
    await writeFile(join(root, 'index.html'), '<title>CRM</title>');
    await writeFile(join(root, 'favicon.svg'), '<svg/>');
    await writeFile(join(root, 'assets/index-1a2b3c.js'), 'start()');
    await writeFile(join(root, 'assets/index-1a2b3c.js.br'), 'compressed');
    server = await serve(root);
  });
  afterAll(async () => {
    await server.close();
    await rm(root, { recursive: true });
  });

  it.each(['/', '/clients', '/clients/65f0c0ffee65f0c0ffee65f0?tab=deals'])('answers %s with the page', async (url) => {
    const reply = await server.inject({ url });
    expect(reply.body).toBe('<title>CRM</title>');
    expect(reply.headers['content-type']).toMatch('text/html');
    expect(reply.headers['cache-control']).toBe('no-cache');
  });

  it('lets a browser keep what has a hash in its name, and nothing else', async () => {
    const script = await server.inject({ url: '/assets/index-1a2b3c.js' });
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(script.headers['content-type']).toMatch('javascript');
    expect((await server.inject({ url: '/favicon.svg' })).headers['cache-control']).toBe('no-cache');
  });

  it('sends the compressed copy to whoever takes it', async () => {
    const script = (accepted: string) =>
      server.inject({ url: '/assets/index-1a2b3c.js', headers: { 'accept-encoding': accepted } });
    expect(await script('gzip, br')).toMatchObject({ body: 'compressed', headers: { 'content-encoding': 'br' } });
    expect((await script('br')).headers).toMatchObject({ 'content-type': expect.stringContaining('javascript') });
    expect(await script('identity')).toMatchObject({ body: 'start()' });
  });

  it('lets the page load and ask its own origin only', async () => {
    const reply = await server.inject({ url: '/' });
    expect(reply.headers['content-security-policy']).toMatch("default-src 'self';style-src 'self' 'unsafe-inline'");
  });

  it.each(['/assets/gone.js', '/api/v1/nothing', '/../page.ts', '/%2e%2e/secret.txt', '/.env'])(
    'does not have %s',
    async (url) => {
      expect((await server.inject({ url })).statusCode).toBe(404);
    },
  );

  it('does without the page when it is not built', async () => {
    const bare = await serve(join(root, 'nothing'));
    expect((await bare.inject({ url: '/' })).body).toMatch('The page is not built');
    expect((await bare.inject({ url: '/clients' })).statusCode).toBe(404);
    await bare.close();
  });
});
