import { queryOptions } from '@tanstack/react-query';
import type { Me, PasswordChange, SecondStep, Session, SignIn } from '@crm/contracts';
import { rememberSignedIn, rememberSignedOut, wasSignedIn } from './remembered.ts';
import {
  changePassword as replacePassword,
  finishSignIn as openByCode,
  getSignInMeans,
  refreshSession,
  signIn as openSession,
  signInByProvider,
  signOut as endSession,
  visitProvider as askProvider,
} from '../generated/sdk.gen';
import { dataOf, orThrow } from './call.ts';
import { plainClient } from './plain-client.ts';
import { asProblem } from './problem.ts';

/**
 * Whether somebody is signed in. `expired` means that the session ended while the page was in use: it stays as it is
 * under a sign-in dialog, so that nothing typed is lost.
 */
export type SessionState =
  | { readonly phase: 'unknown' | 'signed-out' }
  | {
      readonly phase: 'signed-in';
      readonly me: Me;
      readonly token: string;
      readonly expiresAt: number;
      /** The reader's role asks for a second factor, and he has still to set one up. */
      readonly lacksSecondFactor: boolean;
    }
  | { readonly phase: 'expired'; readonly me: Me };

const plainly = { client: plainClient, throwOnError: true } as const;
const RENEW_BEFORE_MS = 30_000;

let state: SessionState = { phase: 'unknown' };
let renewal: Promise<string | null> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

export const sessionState = (): SessionState => state;

export const onSessionChange = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function become(next: SessionState): void {
  state = next;
  clearTimeout(timer);
  if (next.phase === 'signed-in') {
    timer = setTimeout(() => void renewToken().catch(() => undefined), next.expiresAt - RENEW_BEFORE_MS - Date.now());
  }
  for (const listener of listeners) listener();
}

function accept(session: Session): string {
  rememberSignedIn();
  const lifetime = Math.max(session.expiresIn * 1000, RENEW_BEFORE_MS + 5_000);
  const lacksSecondFactor = state.phase === 'signed-in' && state.lacksSecondFactor;
  const { me, accessToken: token } = session;
  become({ phase: 'signed-in', me, token, expiresAt: Date.now() + lifetime, lacksSecondFactor });
  return session.accessToken;
}

// The windows of a browser share the cookie of the session, but not what they know of it.
const windows = new BroadcastChannel('crm.session');
const SIGNED_IN = 'signed-in';

/** @param listener called when somebody has signed in in another window of this browser. @returns ends it. */
export function onSignedInElsewhere(listener: () => void): () => void {
  const hear = ({ data }: MessageEvent<unknown>) => {
    if (data === SIGNED_IN) listener();
  };
  windows.addEventListener('message', hear);
  return () => windows.removeEventListener('message', hear);
}

function enter(session: Session): void {
  accept(session);
  windows.postMessage(SIGNED_IN);
}

/**
 * Opens a session. Throws `sign_in_failed` for a wrong address or password alike.
 *
 * @returns null, or the token of the second step where a code is asked for as well.
 */
export async function signIn(credentials: SignIn): Promise<string | null> {
  try {
    enter(await dataOf(openSession({ body: credentials, ...plainly })));
    return null;
  } catch (error) {
    const { code, details } = asProblem(error);
    if (code !== 'second_factor.required') throw error;
    return String(details['token']);
  }
}

/** Opens a session by the code of the second step. */
export async function finishSignIn(step: SecondStep): Promise<void> {
  enter(await dataOf(openByCode({ body: step, ...plainly })));
}

/** How people sign in here beside the password. */
export const signInMeansQuery = queryOptions({
  queryKey: ['sign-in-means'],
  queryFn: () => dataOf(getSignInMeans(plainly)),
  staleTime: Infinity,
});

/** @returns where the browser is to go to sign in by the identity provider. @param next the page that is wanted. */
export async function visitProvider(next: string): Promise<string> {
  return (await dataOf(askProvider({ body: { next }, ...plainly }))).address;
}

/** The page that was wanted, and the token of the second step where a code is asked for as well. */
export interface ProviderEntry {
  readonly next: string;
  readonly step: string | null;
}

/** Opens a session by what the identity provider has answered. It is good once, so it is asked for once. */
export const providerAnswerQuery = (query: string) =>
  queryOptions({
    queryKey: ['provider-answer', query],
    queryFn: () => enterByProvider(query),
    retry: false,
    staleTime: Infinity,
    gcTime: Infinity,
  });

async function enterByProvider(query: string): Promise<ProviderEntry> {
  try {
    const { session, next } = await dataOf(signInByProvider({ body: { query }, ...plainly }));
    enter(session);
    return { next, step: null };
  } catch (error) {
    const { code, details } = asProblem(error);
    if (code !== 'second_factor.required') throw error;
    return { next: String(details['next']), step: String(details['token']) };
  }
}

function knowSecondFactor(lacksSecondFactor: boolean): void {
  if (state.phase === 'signed-in' && state.lacksSecondFactor !== lacksSecondFactor)
    become({ ...state, lacksSecondFactor });
}

/** A question was refused since the role asks for a second factor: the page shows the way to one. */
export const secondFactorIsNeeded = (): void => knowSecondFactor(true);

/** The reader has set it up. */
export const secondFactorIsThere = (): void => knowSecondFactor(false);

/** Changes the reader's own password: all his sessions end, and this one begins anew. */
export async function changePassword(change: PasswordChange): Promise<void> {
  accept(await dataOf(replacePassword({ body: change, ...orThrow })));
}

/** Ends the session here and, through the storage event, in the other tabs. */
export async function signOut(): Promise<void> {
  await endSession(plainly).catch(() => undefined);
  forget();
}

function forget(): void {
  rememberSignedOut();
  become({ phase: 'signed-out' });
}

async function exchangeCookie(): Promise<string | null> {
  try {
    return accept(await dataOf(refreshSession(plainly)));
  } catch (error) {
    if (![401, 403].includes(asProblem(error).status)) throw error;
  }
  if (state.phase === 'signed-in') become({ phase: 'expired', me: state.me });
  else if (state.phase === 'unknown') forget();
  return null;
}

// The refresh cookie rotates: two tabs that used the same one would look like a theft, so they take turns.
const oneTabAtATime = (work: () => Promise<string | null>): Promise<string | null> =>
  'locks' in navigator ? navigator.locks.request('crm.session', work) : work();

/** A fresh access token by the cookie, or null when the session is over. Concurrent callers share one exchange. */
export function renewToken(): Promise<string | null> {
  renewal ??= oneTabAtATime(exchangeCookie).finally(() => {
    renewal = null;
  });
  return renewal;
}

/** The access token to send now: renewed first when it is about to end. */
export async function currentToken(): Promise<string | null> {
  if (state.phase !== 'signed-in') return null;
  return Date.now() < state.expiresAt - 5_000 ? state.token : renewToken();
}

/** Decides on the first page view whether somebody is signed in. */
export async function ensureSession(): Promise<SessionState> {
  if (state.phase !== 'unknown') return state;
  if (wasSignedIn()) await renewToken();
  else become({ phase: 'signed-out' });
  return state;
}

addEventListener('storage', () => {
  if (!wasSignedIn() && state.phase === 'signed-in') become({ phase: 'signed-out' });
});
