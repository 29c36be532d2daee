import { HttpException } from '@nestjs/common';
import { type ErrorCode, type FieldProblem, isErrorCode } from '@crm/contracts';
import { isDomainError, outageOf } from '@crm/kernel';
import { InvalidInput } from './invalid-input.ts';
import type { Language } from './language.ts';
import type { Refusal } from './problem.ts';

/** What the HTTP server itself refuses, by status; any other of the caller's mistakes is a malformed request. */
const codes: Partial<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'route_not_found',
  413: 'too_large',
  414: 'route_not_found',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  503: 'service_unavailable',
};

const malformed = { ru: 'Тело запроса не читается как JSON', en: 'The body cannot be read as JSON' };

const explainMalformed = (language: Language): FieldProblem[] => [
  { pointer: '', code: 'malformed_json', message: malformed[language] },
];

function ofServer(error: HttpException): Refusal {
  const status = error.getStatus();
  const code = codes[status];
  if (code) return { code };
  return status < 500 ? { code: 'invalid', explain: explainMalformed } : { code: 'internal' };
}

/** Tells what an error means to the caller. Whatever nobody foresaw is internal. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof InvalidInput) return { code: 'invalid', explain: (language) => error.explain(language) };
  if (isDomainError(error))
    return isErrorCode(error.code) ? { code: error.code, details: error.details } : { code: 'internal' };
  return error instanceof HttpException ? ofServer(error) : { code: outageOf(error) ?? 'internal' };
}
