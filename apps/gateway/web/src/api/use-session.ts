import { useSyncExternalStore } from 'react';
import type { Me } from '@crm/contracts';
import { onSessionChange, sessionState, type SessionState } from './session.ts';

export const useSession = (): SessionState => useSyncExternalStore(onSessionChange, sessionState);

export function useMaybeMe(): Me | null {
  const session = useSession();
  return 'me' in session ? session.me : null;
}

/** Who is signed in. Only for what stands behind the sign-in. */
export function useMe(): Me {
  const me = useMaybeMe();
  if (me === null) throw new Error('Nobody is signed in');
  return me;
}
