import { type AnyRpcContract, type ErrorCode, isErrorCode } from '@crm/contracts';
import { DomainError, isDomainError } from '@crm/kernel';
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

/** What drivers throw while their server cannot be reached: the caller may try again, nothing is wrong with the call. */
const UNREACHABLE =
  /^(?:Mongo(?:ServerSelection|Network|NetworkTimeout|TopologyClosed|NotConnected|PoolCleared)|PoolClearedOnNetwork)Error$/;
/** MaxTimeMSExpired: MongoDB gave the operation up at the deadline. */
const TIME_OVER = 50;

/** The envelope of whatever a handler threw. What is not a refusal becomes `internal`, without its insides. */
export function toWireError(error: unknown): WireError {
  if (isDomainError(error)) return { code: error.code, details: error.details };
  const name = error instanceof Error ? error.name : '';
  if (UNREACHABLE.test(name)) return { code: 'service_unavailable', details: {} };
  if (name.startsWith('Mongo') && codeOf(error) === TIME_OVER) return { code: 'deadline_exceeded', details: {} };
  return { code: 'internal', details: {} };
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** The error as the caller of this contract may see it: a code that the contract does not list becomes `internal`. */
export function fromWireError(contract: AnyRpcContract, { code, details }: WireError): DomainError {
  const expected = isErrorCode(code) && (ALWAYS_EXPECTED.includes(code) || contract.errors.includes(code));
  return expected ? new DomainError(code, details) : new DomainError('internal', { contract: contract.name });
}
