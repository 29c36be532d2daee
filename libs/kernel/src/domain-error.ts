/**
 * A refusal that the caller can act on: a code of the error catalogue (`@crm/contracts`) and the facts behind it.
 * It crosses process boundaries by its code, so it is recognised by `isDomainError`, never by a subclass.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(code);
  }
}

export const isDomainError = (error: unknown): error is DomainError => error instanceof DomainError;
