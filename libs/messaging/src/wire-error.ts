import { type AnyRpcContract, type ErrorCode, isErrorCode } from '@crm/contracts';
import { DomainError, isDomainError, outageOf } from '@crm/kernel';
import type { WireError } from './wire.ts';

/** Refusals that any call may meet, whatever its contract lists. */
const ALWAYS_EXPECTED: readonly ErrorCode[] = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'service_unavailable',
  'deadline_exceeded',
  'repeat.mismatch',
  'repeat.in_progress',
];

/** The envelope of whatever a handler threw. What is not a refusal becomes `internal`, without its insides. */
export function toWireError(error: unknown): WireError {
  if (isDomainError(error)) return { code: error.code, details: error.details };
  return { code: outageOf(error) ?? 'internal', details: {} };
}

/** The error as the caller of this contract may see it: a code that the contract does not list becomes `internal`. */
export function fromWireError(contract: AnyRpcContract, { code, details }: WireError): DomainError {
  const expected = isErrorCode(code) && (ALWAYS_EXPECTED.includes(code) || contract.errors.includes(code));
  return expected ? new DomainError(code, details) : new DomainError('internal', { contract: contract.name });
}
