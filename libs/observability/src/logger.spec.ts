import { createLogger } from './logger.ts';
import { NestLogger } from './nest-logger.ts';
import { runInRequest } from './request-context.ts';

function capture() {
  const lines: string[] = [];
  const logger = createLogger('clients', 'trace', { write: (line) => void lines.push(line) });
  return { logger, lines, last: (): unknown => JSON.parse(lines.at(-1) ?? '{}') };
}

describe(createLogger, () => {
  it.each([
    { password: 's3cret' },
    { headers: { authorization: 's3cret', 'set-cookie': ['s3cret'] } },
    { req: { headers: { cookie: 's3cret', 'x-api-key': 's3cret' } } },
    { accounts: [{ refreshToken: 's3cret' }] },
    { a: { b: { c: { d: { token: 's3cret' } } } } },
    { err: Object.assign(new Error('refused'), { config: { headers: { 'x-actor': 's3cret' } } }) },
  ])('blots out the secret in %j', (fields) => {
    const { logger, lines } = capture();
    logger.info(fields, 'signed in');
    expect(lines).toEqual([expect.stringContaining('[redacted]')]);
    expect(lines).toEqual([expect.not.stringContaining('s3cret')]);
  });

  it('leaves the logged object as it was', () => {
    const { logger } = capture();
    const fields = { headers: { cookie: 's3cret' } };
    logger.info(fields);
    expect(fields).toEqual({ headers: { cookie: 's3cret' } });
  });

  it('tells an error that carries the insides of a driver', () => {
    class Topology {
      readonly servers = new Map<string, unknown>(Array.from({ length: 50 }, (_, port) => [`db:${port}`, this]));
      readonly all = Array.from({ length: 50 }, () => this);
    }
    const { logger, last } = capture();
    const labels = { code: 89, errorLabels: ['RetryableWriteError'], connection: { host: 'db' } };
    const error = Object.assign(new Error('no primary'), labels, { reason: new Topology(), cause: new Error('cut') });
    logger.warn({ err: error }, 'away');
    expect(last()).toMatchObject({ err: { type: 'Error', message: expect.stringContaining('no primary'), ...labels } });
    expect(last()).toHaveProperty('err.stack', expect.stringContaining('cut'));
    expect(last()).not.toHaveProperty('err.reason');
    logger.warn({ err: new AggregateError([error], 'none of two') });
    expect(last()).toMatchObject({ err: { aggregateErrors: [labels] } });
    expect(last()).not.toHaveProperty('err.aggregateErrors.0.reason');
    logger.warn({ err: 'a word' });
    expect(last()).toMatchObject({ err: 'a word' });
  });

  it('writes the id of the request being served', async () => {
    const { logger, last } = capture();
    await runInRequest({ requestId: 'r-1' }, async () => {
      await Promise.resolve();
      logger.info('inside');
    });
    expect(last()).toMatchObject({ service: 'clients', level: 'info', requestId: 'r-1', msg: 'inside' });

    logger.info('outside');
    expect(last()).not.toHaveProperty('requestId');
  });
});

describe(NestLogger, () => {
  it('keeps the context that Nest puts last', () => {
    const { logger, last } = capture();
    new NestLogger(logger).log('Mapped', 'RouterExplorer');
    expect(last()).toMatchObject({ level: 'info', context: 'RouterExplorer', msg: 'Mapped' });
  });

  it('keeps the stack of an error', () => {
    const { logger, last } = capture();
    const error = new Error('broken');
    new NestLogger(logger).error(error.message, error.stack, 'ExceptionsHandler');
    expect(last()).toMatchObject({ level: 'error', context: 'ExceptionsHandler', msg: 'broken', stack: error.stack });

    new NestLogger(logger).error(error, 'ExceptionsHandler');
    expect(last()).toMatchObject({ err: { type: 'Error', stack: error.stack }, msg: 'broken' });
  });

  it('keeps an error that explains the message', () => {
    const { logger, last } = capture();
    new NestLogger(logger).warn('Not scheduled', new Error('Redis is away'), 'JobQueue');
    expect(last()).toMatchObject({ msg: 'Not scheduled', err: { message: 'Redis is away' }, context: 'JobQueue' });
  });

  it('keeps what is said after the fields', () => {
    const { logger, last } = capture();
    new NestLogger(logger).warn({ err: new Error('away'), importId: 'i-1' }, 'It waits for Redis', 'UploadService');
    const fields = { err: { message: 'away' }, importId: 'i-1', context: 'UploadService' };
    expect(last()).toMatchObject({ ...fields, msg: 'It waits for Redis' });
  });

  it('merges the fields of an object', () => {
    const { logger, last } = capture();
    new NestLogger(logger).warn({ clientId: 'c-1' }, 'Clients');
    expect(last()).toMatchObject({ level: 'warn', context: 'Clients', clientId: 'c-1' });
  });
});
