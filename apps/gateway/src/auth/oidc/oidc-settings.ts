import { secret } from '@crm/config';
import { z } from 'zod';

/** The identity provider of the installation, by which people sign in beside the password. */
export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As the button names it. */
  readonly name: string;
  /** Where the provider sends the browser back to: a page of ours. */
  readonly redirectUri: string;
  /** Levels (`acr`) at which it has asked for more than a password. */
  readonly secondFactorAcr: readonly string[];
}

/** The page that takes the answer of the provider; registered there together with `PUBLIC_URL`. */
const RETURN_PATH = '/sign-in/provider';

export const oidcEnvironment = {
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('issuer of the OpenID provider by which people may sign in; without it by a password alone'),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe('our name at the OpenID provider'),
  OIDC_CLIENT_SECRET: secret(z.string().min(1).optional().describe('our secret at the OpenID provider')),
  OIDC_NAME: z
    .string()
    .max(40)
    .default('SSO')
    .describe('the OpenID provider as the button on the sign-in page names it'),
  OIDC_SECOND_FACTOR_ACR: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((level) => level.trim())
        .filter(Boolean),
    )
    .describe('levels (acr) at which the OpenID provider has asked for a second factor, separated by commas'),
};

/** What `oidcEnvironment` gives, and what belongs to it. */
export interface OidcConfig {
  readonly CRM_ENV: 'development' | 'test' | 'production';
  readonly OIDC_ISSUER?: string | undefined;
  readonly OIDC_CLIENT_ID?: string | undefined;
  readonly OIDC_CLIENT_SECRET?: string | undefined;
  readonly OIDC_NAME: string;
  readonly OIDC_SECOND_FACTOR_ACR: readonly string[];
  readonly PUBLIC_URL?: string | undefined;
}

const needsWithIssuer = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'] as const;

/** Whoever names a provider also says who we are there and where it sends people back to, and in production reaches it safely. */
export function requireClient(config: OidcConfig, context: z.RefinementCtx): void {
  const { OIDC_ISSUER: issuer } = config;
  if (issuer === undefined) return;
  for (const name of needsWithIssuer) {
    if (config[name] === undefined)
      context.addIssue({ code: 'custom', path: [name], message: 'is needed where OIDC_ISSUER is set' });
  }
  if (config.CRM_ENV === 'production' && !issuer.startsWith('https:'))
    context.addIssue({ code: 'custom', path: ['OIDC_ISSUER'], message: 'must be https in production' });
}

/** Undefined where no provider is named. */
export function oidcSettings(config: OidcConfig): OidcSettings | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, PUBLIC_URL } = config;
  if (OIDC_ISSUER === undefined || clientId === undefined || clientSecret === undefined || PUBLIC_URL === undefined)
    return undefined;
  const redirectUri = `${PUBLIC_URL}${RETURN_PATH}`;
  const { OIDC_NAME: name, OIDC_SECOND_FACTOR_ACR: secondFactorAcr } = config;
  return { issuer: new URL(OIDC_ISSUER), clientId, clientSecret, name, redirectUri, secondFactorAcr };
}
