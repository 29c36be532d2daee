import { type ErrorCode, errorCatalogue, type FieldProblem, type Problem } from '@crm/contracts';
import type { Language } from './language.ts';

/** Why a request was refused, before it is put into words. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly details?: Readonly<Record<string, unknown>>;
  /** What is wrong with single fields, in the reader's language. */
  readonly explain?: (language: Language) => FieldProblem[];
}

export interface ProblemContext {
  readonly language: Language;
  readonly requestId: string;
  /** Path of the request, without its query. */
  readonly instance: string;
}

/** The stable address of a kind of problem, under which it is explained. */
export const problemType = (code: ErrorCode): string => `/problems/${code}`;

/** A refusal as RFC 9457 writes it. What a failure of ours is about stays in the log. */
export function problemOf({ code, details = {}, explain }: Refusal, context: ProblemContext): Problem {
  const { status, [context.language]: title } = errorCatalogue[code];
  const isOurs = status >= 500;
  return {
    type: problemType(code),
    title,
    status,
    code,
    instance: context.instance,
    requestId: context.requestId,
    ...(explain ? { errors: explain(context.language) } : atField({ code, details, message: title })),
    ...(!isOurs && Object.keys(details).length > 0 && { details: { ...details } }),
  };
}

interface Refused {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** A rule that speaks of one field of the body names it in `details.field`, so that a form shows the refusal there. */
function atField({ code, details, message }: Refused): { errors?: FieldProblem[] } {
  const { field } = details;
  return typeof field === 'string' ? { errors: [{ pointer: `/${field.replaceAll('.', '/')}`, code, message }] } : {};
}

const RETRY_SECONDS: Partial<Record<ErrorCode, number>> = {
  service_unavailable: 5,
  deadline_exceeded: 5,
  'repeat.in_progress': 1,
};

/** Headers that belong to a refusal beside its body. */
export function headersOf({ code, details }: Refusal): Record<string, string> {
  const { status } = errorCatalogue[code];
  const retryAfter = details?.['retryAfter'] ?? RETRY_SECONDS[code];
  return {
    ...(typeof retryAfter === 'number' && { 'retry-after': String(retryAfter) }),
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
  };
}
