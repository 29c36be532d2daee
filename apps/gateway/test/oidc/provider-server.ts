import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import type { Context, Provider } from 'oidc-provider';

/** What the provider knows of somebody. */
export interface Person {
  readonly email: string;
  readonly email_verified: boolean;
}

const client = { id: 'crm', secret: randomBytes(32).toString('base64url') };
const INTERACTION = '/interaction/';

/** The library warns of what is right for a test: that it keeps everything in memory. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}

/** A real OpenID provider on this machine, at which whoever the test names is signed in without being asked. */
export class ProviderServer {
  readonly people = new Map<string, Person>();
  private server: Server | undefined;
  private provider: Provider | undefined;
  /** Who is signed in at the provider. */
  signsIn = '';
  /** How it says that it has asked who he is. */
  asked: { readonly amr?: readonly string[]; readonly acr?: string } = {};

  private port = 0;

  private constructor(private readonly publicUrl: string) {}

  /** @param publicUrl where people open the page, to which it sends them back. */
  static async start(publicUrl = 'https://crm.firm.example'): Promise<ProviderServer> {
    const started = new ProviderServer(publicUrl);
    await started.open();
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'first' };
    started.provider = await quietly(() => started.make(key));
    return started;
  }

  /** For the gateway. */
  get settings() {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_NAME: 'Firm ID',
      PUBLIC_URL: this.publicUrl,
    };
  }

  /** Listens, at the same address as before. */
  async open(): Promise<void> {
    const server = createServer((request, response) => void this.answer(request, response));
    this.server = server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
  }

  /** Is away from now on. */
  async close(): Promise<void> {
    this.server?.closeAllConnections();
    this.server?.close();
    if (this.server) await once(this.server, 'close');
  }

  /**
   * Goes where a browser goes from the address of the gateway, as this person.
   *
   * @returns what the provider has put behind the `?` of our address.
   */
  async visit(address: string, subject: string): Promise<string> {
    this.signsIn = subject;
    const cookies = new Map<string, string>();
    for (let next = address; ;) {
      const headers = { cookie: Array.from(cookies, (pair) => pair.join('=')).join('; ') };
      const reply = await fetch(next, { redirect: 'manual', headers });
      for (const set of reply.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(name, value);
      }
      const location = reply.headers.get('location');
      if (location === null) throw new Error(`The provider has answered ${reply.status} ${await reply.text()}`);
      const target = new URL(location, next);
      if (target.href.startsWith(this.redirectUri)) return target.search.slice(1);
      next = target.href;
    }
  }

  private get redirectUri(): string {
    return `${this.publicUrl}/sign-in/provider`;
  }

  private get issuer(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith(INTERACTION)) return this.provider?.callback()(request, response);
    await this.provider?.interactionFinished(request, response, {
      login: { accountId: this.signsIn, ...this.asked },
    });
  }

  private async make(key: object): Promise<Provider> {
    const library = await import('oidc-provider');
    const provider: Provider = new library.Provider(this.issuer, {
      clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [this.redirectUri] }],
      jwks: { keys: [key] },
      ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      cookies: { keys: [randomBytes(16).toString('hex')] },
      claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context: Context, { uid }: { uid: string }) => `${INTERACTION}${uid}` },
      findAccount: (_context: Context, accountId: string) => ({
        accountId,
        claims: () => ({ sub: accountId, ...this.people.get(accountId) }),
      }),
      // Everybody here has agreed.
      loadExistingGrant: async ({ oidc }: Context) => {
        const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
        grant.addOIDCScope('openid email');
        // eslint-disable-next-line no-restricted-syntax -- It is no document of ours.
        await grant.save();
        return grant;
      },
    });
    return provider;
  }
}
