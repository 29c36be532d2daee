import { generateKeyPairSync } from 'node:crypto';
import { ConfigError, loadConfig } from '@crm/config';
import { mailSettings } from '@crm/mail';
import { activitiesEnvironment } from './config.ts';

const { x = '', d = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const key = { kty: 'OKP', crv: 'Ed25519', kid: 'activities.1', x };
const service = {
  CRM_ENV: 'development',
  PORT: '3103',
  MONGODB_URI: 'mongodb://db:27017',
  RABBITMQ_URL: 'amqp://broker',
  REDIS_URL: 'redis://redis',
  ACTOR_PUBLIC_KEYS: JSON.stringify({ keys: [key] }),
  ACTOR_SIGNING_KEY: JSON.stringify({ ...key, d }),
};
const mail = {
  SMTP_URL: 'smtp://mail:1025',
  MAIL_FROM: 'CRM <crm@firm.example>',
  PUBLIC_URL: 'https://crm.firm.example/',
};

const load = (env: Record<string, string>) => loadConfig(activitiesEnvironment, env);

describe('the settings of letters', () => {
  it('are not needed where nobody gets letters', () => {
    expect(mailSettings(load(service))).toBeUndefined();
  });

  it('name the server, the sender and where links lead', () => {
    expect(mailSettings(load({ ...service, ...mail }))).toEqual({
      smtpUrl: 'smtp://mail:1025',
      from: 'CRM <crm@firm.example>',
      language: 'ru',
      publicUrl: 'https://crm.firm.example',
    });
  });

  it.each(['MAIL_FROM', 'PUBLIC_URL'] as const)('are refused without %s', (missing) => {
    const { [missing]: _left, ...rest } = mail;
    expect(() => load({ ...service, ...rest })).toThrow(new RegExp(`${missing} is missing`));
  });

  it('are refused when the server is none', () => {
    expect(() => load({ ...service, ...mail, SMTP_URL: 'http://mail' })).toThrow(ConfigError);
  });
});
