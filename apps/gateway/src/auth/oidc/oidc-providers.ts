import type { Provider } from '@nestjs/common';
import type { GatewayConfig } from '../../config.ts';
import { SecretBox } from '../second-factor/secret-box.ts';
import { AccountIdentities } from './account-identities.service.ts';
import { AttemptCookie } from './attempt-cookie.ts';
import { IdentityProvider } from './identity-provider.ts';
import { IDENTITY_PROVIDER } from './oidc.controller.ts';
import { type OidcConfig, oidcSettings } from './oidc-settings.ts';
import { ProviderSignIn } from './provider-sign-in.service.ts';

/** What signing in by an OpenID provider takes. */
export const oidcProviders = (config: OidcConfig & Pick<GatewayConfig, 'COOKIE_SECURE'>): Provider[] => {
  const settings = oidcSettings(config);
  return [
    AccountIdentities,
    ProviderSignIn,
    { provide: IDENTITY_PROVIDER, useValue: settings && new IdentityProvider(settings) },
    {
      provide: AttemptCookie,
      inject: [SecretBox],
      useFactory: (box: SecretBox) => new AttemptCookie(box, config.COOKIE_SECURE),
    },
  ];
};
