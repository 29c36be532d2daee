const KEY = 'crm.signed-in';

/*
 * A mark without a secret, shared by the tabs of a browser. Without it the page need not ask for a session that is not
 * there; its removal tells the other tabs of a sign-out.
 */
export const wasSignedIn = (): boolean => localStorage.getItem(KEY) !== null;
export const rememberSignedIn = (): void => localStorage.setItem(KEY, '1');
export const rememberSignedOut = (): void => localStorage.removeItem(KEY);
