import { fastify, type FastifyInstance } from 'fastify';
import { DomainError } from '@crm/kernel';
import { refusalOf } from '../problems/refusal.ts';
import { sendProblem } from '../problems/send-problem.ts';
import { addRequestHooks } from './hooks.ts';

const never = (): Promise<void> => new Promise(() => {});

async function serve(authenticate: () => Promise<void>): Promise<FastifyInstance> {
  const server = fastify();
  server.setErrorHandler((error, request, reply) => sendProblem(refusalOf(error), request, reply));
  addRequestHooks(server, { authentication: { authenticate }, limit: { count: async () => undefined } }, 30);
  server.get('/open', { config: { public: true } }, async () => ({ ok: true }));
  server.get('/closed', async () => ({ ok: true }));
  server.get('/hanging', { config: { public: true } }, never);
  server.post('/hanging', { config: { public: true } }, never);
  await server.ready();
  return server;
}

describe(addRequestHooks, () => {
  it('keeps a route closed that says nothing about itself', async () => {
    const server = await serve(async () => {
      throw new DomainError('unauthenticated');
    });
    expect((await server.inject({ url: '/closed' })).statusCode).toBe(401);
    expect((await server.inject({ url: '/open' })).statusCode).toBe(200);
  });

  it.each([
    { method: 'GET', url: '/closed' },
    { method: 'GET', url: '/hanging' },
    { method: 'POST', url: '/hanging', payload: { some: 'body' } },
  ] as const)('answers $method $url in time when something of our own hangs', async (request) => {
    const server = await serve(never);
    const reply = await server.inject(request);
    expect(reply.statusCode).toBe(504);
    expect(reply.json()).toMatchObject({ code: 'deadline_exceeded' });
  });
});
