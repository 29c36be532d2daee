import { Logger } from '@nestjs/common';
import { DomainError } from '@crm/kernel';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretBasic,
  type Configuration,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
} from 'openid-client';
import type { OidcSettings } from './oidc-settings.ts';
import { saysSecondFactor } from './says-second-factor.ts';

/** Seconds; somebody waits, and the whole request ends a little later. */
const ANSWER_SECONDS = 5;
/** Nobody is sent to a provider that has been away for longer; its new keys are seen as soon. */
const ASKED_AGAIN_MS = 30_000;
const SCOPE = 'openid email';

/** What only the browser that began a sign-in can show when it comes back. */
export interface Secrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the provider vouches for. */
export interface Identity {
  readonly issuer: string;
  /** Never changes and is never given to somebody else, unlike an address. */
  readonly subject: string;
  /** In lower case. */
  readonly email: string | undefined;
  readonly isEmailVerified: boolean;
  /** Whether the provider says that it has asked for more than a password. */
  readonly usedSecondFactor: boolean;
}

/** The provider that the installation names: asked for who somebody is, by the code flow with PKCE. */
export class IdentityProvider {
  private readonly log = new Logger(IdentityProvider.name);
  private configuration: Configuration | undefined;
  private askedAt = 0;

  constructor(private readonly settings: OidcSettings) {}

  get name(): string {
    return this.settings.name;
  }

  /** @returns where the browser is to go, and what it has to show afterwards. @throws DomainError `service_unavailable` */
  async begin(): Promise<{ address: string; secrets: Secrets }> {
    const secrets = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const address = buildAuthorizationUrl(await this.discover(), {
      redirect_uri: this.settings.redirectUri,
      scope: SCOPE,
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
    });
    return { address: address.href, secrets };
  }

  /**
   * Exchanges the code of an answer. The library checks state, nonce, signature, issuer, audience and times.
   *
   * @throws DomainError `provider.failed` when the answer is not the one to these secrets, `service_unavailable`
   */
  async finish(query: string, { state, nonce, verifier }: Secrets): Promise<Identity> {
    const configuration = await this.discover();
    const address = new URL(`${this.settings.redirectUri}?${query}`);
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    try {
      const tokens = await authorizationCodeGrant(configuration, address, checks);
      const claims = tokens.claims();
      if (!claims) throw new DomainError('provider.failed');
      const { iss: issuer, sub: subject } = claims;
      // Some providers put the address into the token, others tell it to those who ask.
      const told: Readonly<Record<string, unknown>> =
        claims['email'] === undefined ? await fetchUserInfo(configuration, tokens.access_token, subject) : claims;
      const email = typeof told['email'] === 'string' ? told['email'].toLowerCase() : undefined;
      const usedSecondFactor = saysSecondFactor(
        { amr: claims['amr'], acr: claims['acr'] },
        this.settings.secondFactorAcr,
      );
      return { issuer, subject, email, isEmailVerified: told['email_verified'] === true, usedSecondFactor };
    } catch (error) {
      throw this.refusalOf(error);
    }
  }

  /** Asks the provider what it offers, as long as that is not known from a moment ago. */
  private async discover(): Promise<Configuration> {
    const age = Date.now() - this.askedAt;
    if (this.configuration && age < ASKED_AGAIN_MS) return this.configuration;
    const { issuer, clientId, clientSecret } = this.settings;
    // Only tests and development have a provider without TLS: the settings see to it.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- Marked so to stand out.
    const execute = issuer.protocol === 'http:' ? [allowInsecureRequests] : [];
    const options = { execute, timeout: ANSWER_SECONDS };
    try {
      this.configuration = await discovery(issuer, clientId, undefined, ClientSecretBasic(clientSecret), options);
      this.askedAt = Date.now();
      return this.configuration;
    } catch (error) {
      throw this.unavailable(error);
    }
  }

  private refusalOf(error: unknown): Error {
    if (!isRefusal(error)) return this.unavailable(error);
    this.log.warn({ err: error }, 'A sign-in by the identity provider was not finished');
    return new DomainError('provider.failed');
  }

  private unavailable(error: unknown): DomainError {
    this.log.error({ err: error }, 'The identity provider cannot be used for now');
    return new DomainError('service_unavailable', { reason: 'the identity provider does not answer' });
  }
}

/** Codes of the library for an answer that does not fit what was asked. */
const UNFIT = [
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
];

/** Whether the answer, rather than the provider, is what is wrong. A client that it does not know is our own fault. */
function isRefusal(error: unknown): boolean {
  if (error instanceof DomainError || error instanceof AuthorizationResponseError) return true;
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant';
  return error instanceof ClientError && UNFIT.includes(error.code ?? '');
}
