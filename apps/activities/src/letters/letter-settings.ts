export const LETTER_SETTINGS = Symbol('LETTER_SETTINGS');
