import { z } from 'zod';
import {
  actorKeysEnvironment,
  baseEnvironment,
  mongoEnvironment,
  rabbitEnvironment,
  signingKeyEnvironment,
} from './environments.ts';
import { ConfigError, loadConfig } from './load-config.ts';
import { secret } from './secret.ts';

const base = { CRM_ENV: 'development', PORT: '4001' };

function problemsOf(shape: z.ZodRawShape, env: Record<string, string>): readonly string[] {
  try {
    loadConfig(z.object(shape), env);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
}

describe(loadConfig, () => {
  it('reads typed values and fills in the defaults', () => {
    const config = loadConfig(z.object({ ...baseEnvironment, ...mongoEnvironment }), {
      ...base,
      HOST: '',
      MONGODB_URI: 'mongodb://a:27017,b:27017/?replicaSet=rs0',
    });
    expect(config).toEqual({
      CRM_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: 4001,
      LOG_LEVEL: 'info',
      MONGODB_URI: 'mongodb://a:27017,b:27017/?replicaSet=rs0',
      CRM_DATABASE_PREFIX: 'crm',
    });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('names every missing and wrong variable at once', () => {
    expect(problemsOf({ ...baseEnvironment, ...mongoEnvironment }, { CRM_ENV: 'staging', PORT: '70000' })).toEqual([
      expect.stringMatching(/^CRM_ENV: .*\(development, test or production\)$/),
      expect.stringMatching(/^PORT: .*65535/),
      expect.stringMatching(/^MONGODB_URI is missing \(MongoDB replica set/),
    ]);
  });

  it('names the variable that was probably meant', () => {
    const env = { ...base, CRM_DATABASE_PREFX: 'x', CRM_COFFEE: 'black' };
    expect(problemsOf(baseEnvironment, env)).toEqual([
      'CRM_DATABASE_PREFX is not known; did you mean CRM_DATABASE_PREFIX?',
      'CRM_COFFEE is not known',
    ]);
  });

  it('accepts shared variables that this program does not read', () => {
    expect(problemsOf(baseEnvironment, { ...base, CRM_DATABASE_PREFIX: 'x' })).toEqual([]);
  });

  it.each([
    { shape: rabbitEnvironment, env: { RABBITMQ_URL: 'http://crm:hunter2@broker' } },
    { shape: signingKeyEnvironment, env: { ACTOR_SIGNING_KEY: 'hunter2' } },
    { shape: signingKeyEnvironment, env: { ACTOR_SIGNING_KEY: '{"kty":"EC","d":"hunter2"}' } },
    {
      shape: actorKeysEnvironment,
      env: { ACTOR_PUBLIC_KEYS: '{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"1","x":"x","d":"hunter2"}]}' },
    },
  ])('never prints a value: $env', ({ shape, env }) => {
    const problems = problemsOf(shape, env);
    expect(problems).not.toHaveLength(0);
    expect(problems.join()).not.toContain('hunter2');
  });

  it.each([
    { urls: 'amqp://crm@a:5672', problems: [] },
    { urls: 'amqp://crm@a:5672,amqps://crm@b:5671', problems: [] },
    { urls: 'amqp://crm@a:5672,b:5672', problems: [expect.stringMatching(/^RABBITMQ_URL: each address/)] },
    { urls: 'amqp://crm@a:5672,', problems: [expect.stringMatching(/^RABBITMQ_URL: each address/)] },
  ])('takes the nodes of a broker separated by commas: $urls', ({ urls, problems }) => {
    expect(problemsOf(rabbitEnvironment, { RABBITMQ_URL: urls })).toEqual(problems);
  });

  it.each([
    { CRM_ENV: 'test', problems: [] },
    { CRM_ENV: 'development', problems: ['CRM_CRASH_AT is for tests alone: CRM_ENV is not test'] },
    { CRM_ENV: 'production', problems: ['CRM_CRASH_AT is for tests alone: CRM_ENV is not test'] },
  ])('lets nothing but a test say where the program crashes: $CRM_ENV', ({ CRM_ENV, problems }) => {
    expect(problemsOf(baseEnvironment, { CRM_ENV, PORT: '1', CRM_CRASH_AT: 'outbox.published:3' })).toEqual(problems);
  });

  it('refuses a place to crash at that nobody could mean', () => {
    expect(problemsOf(baseEnvironment, { CRM_ENV: 'test', PORT: '1', CRM_CRASH_AT: 'now' })).toEqual([
      expect.stringMatching(/^CRM_CRASH_AT: must be POINT/),
    ]);
  });

  describe('sample secrets', () => {
    const shape = { ...baseEnvironment, ...rabbitEnvironment, COOKIE_KEY: secret(z.string()) };
    const samples = { PORT: '1', RABBITMQ_URL: 'amqp://guest:guest@broker', COOKIE_KEY: 'change-me' };

    it('are refused in production', () => {
      expect(problemsOf(shape, { ...samples, CRM_ENV: 'production' })).toEqual([
        'RABBITMQ_URL holds a sample secret, which production refuses',
        'COOKIE_KEY holds a sample secret, which production refuses',
      ]);
    });

    it('are convenient in development', () => {
      expect(problemsOf(shape, { ...samples, CRM_ENV: 'development' })).toEqual([]);
    });
  });
});
