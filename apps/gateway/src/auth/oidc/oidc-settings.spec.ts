import { ConfigError, loadConfig } from '@crm/config';
import { z } from 'zod';
import { oidcEnvironment, oidcSettings, requireClient } from './oidc-settings.ts';

const environment = z
  .object({
    ...oidcEnvironment,
    CRM_ENV: z.enum(['development', 'test', 'production']),
    PUBLIC_URL: z.string().optional(),
  })
  .superRefine(requireClient);

const whole = {
  CRM_ENV: 'production',
  OIDC_ISSUER: 'https://id.firm.test/realms/firm',
  OIDC_CLIENT_ID: 'crm',
  OIDC_CLIENT_SECRET: '3kd93jd8s02jd83j',
  PUBLIC_URL: 'https://crm.firm.test',
};
const settingsOf = (given: Record<string, string | undefined>) =>
  oidcSettings(loadConfig(environment, { ...whole, ...given }));

describe('the settings of the identity provider', () => {
  it('name it, and the page to which it sends people back', () => {
    expect(settingsOf({ OIDC_NAME: 'Firm ID' })).toMatchObject({
      name: 'Firm ID',
      clientId: 'crm',
      redirectUri: 'https://crm.firm.test/sign-in/provider',
    });
  });

  it('are none without an issuer', () => {
    expect(settingsOf({ OIDC_ISSUER: '', OIDC_CLIENT_ID: '', OIDC_CLIENT_SECRET: '', PUBLIC_URL: '' })).toBeUndefined();
  });

  it.each([
    [{ OIDC_CLIENT_ID: '' }, 'OIDC_CLIENT_ID'],
    [{ OIDC_CLIENT_SECRET: '' }, 'OIDC_CLIENT_SECRET'],
    [{ PUBLIC_URL: '' }, 'PUBLIC_URL'],
    [{ OIDC_ISSUER: 'http://id.firm.test' }, 'OIDC_ISSUER'],
    [{ OIDC_ISSUER: 'id.firm.test' }, 'OIDC_ISSUER'],
  ])('are refused when they do not fit: %j', (given, name) => {
    expect(() => settingsOf(given)).toThrow(ConfigError);
    expect(() => settingsOf(given)).toThrow(name);
  });
});
