import { dictionary } from '@zxcvbn-ts/language-common';
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { DomainError } from '@crm/kernel';

/** Fewer guesses than a stolen list of hashes lets anybody make within hours: a known password, however decorated. */
const LEAST_GUESSES_LOG10 = 8;
/** A shorter name, such as `li`, stands in too many words to be forbidden. */
const SHORTEST_NAME = 4;

/** The work grows faster than the length and keeps the whole program waiting; a good beginning makes a good password. */
const LOOKED_AT = 40;

const guesses = new ZxcvbnFactory({
  dictionary: { 'passwords-common': dictionary['passwords-common'] },
  maxLength: LOOKED_AT,
});

/**
 * Refuses a new password that others would guess. Its length is a matter of the contract; which characters it is made of is
 * its owner's affair.
 *
 * @throws DomainError `password.contains_email` or `password.common`, with the field.
 */
export function requireGoodPassword(password: string, email: string): void {
  const details = { field: 'password' };
  const name = email.replace(/@.*/, '').toLowerCase();
  if (name.length >= SHORTEST_NAME && password.toLowerCase().includes(name))
    throw new DomainError('password.contains_email', details);
  if (guesses.check(password).guessesLog10 < LEAST_GUESSES_LOG10) throw new DomainError('password.common', details);
}
