/** The settings, or undefined where the installation sends no letters. */
export const ACCOUNT_MAIL = Symbol('ACCOUNT_MAIL');
