import type { Session } from '@crm/contracts';
import type { RunningStack } from '../../tools/start/running-stack.ts';
import type { Target } from './measure.ts';

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** The gateway as this user sees it; the four services do the work. @throws Error when he cannot sign in. */
export async function gatewayTarget(stack: RunningStack, name: string, user: Credentials): Promise<Target> {
  const reply = await fetch(`${stack.gatewayUrl}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: user.email, password: user.password }),
  });
  if (!reply.ok) throw new Error(`Sign-in failed: ${await reply.text()}`);
  const { accessToken } = (await reply.json()) as Session;
  const processes = Object.fromEntries(Object.entries(stack.services).map(([service, { pid }]) => [service, pid]));
  return { name, url: stack.gatewayUrl, headers: { authorization: `Bearer ${accessToken}` }, processes };
}
