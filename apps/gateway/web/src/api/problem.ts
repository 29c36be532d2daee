import type { FieldProblem, Problem } from '@crm/contracts';

/** A refusal of the gateway (problem+json), or a call that got no answer at all: then its code is `offline`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(problem: Partial<Problem> & { status: number; code: string }) {
    super(problem.title ?? problem.code);
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title ?? '';
    this.detail = problem.detail;
    this.requestId = problem.requestId;
    this.fields = problem.errors ?? [];
    this.details = problem.details ?? {};
  }
}

/** Seconds after which it may be tried again, where the gateway says so. */
export function retryAfterOf({ details }: ProblemError): number | undefined {
  const seconds = details['retryAfter'];
  return typeof seconds === 'number' ? seconds : undefined;
}

export const offline = (): ProblemError => new ProblemError({ status: 0, code: 'offline' });

export const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';

/** The refusal in what a call ended with; a proxy's own page becomes `internal`. */
export function problemFrom(error: unknown, response: Response | undefined): unknown {
  if (error instanceof Error) return error;
  const status = response?.status ?? 0;
  return isProblem(error) ? new ProblemError({ ...error, status }) : new ProblemError({ status, code: 'internal' });
}

/** Any thrown thing as a problem that can be shown. */
export const asProblem = (error: unknown): ProblemError =>
  error instanceof ProblemError ? error : new ProblemError({ status: 0, code: 'internal' });
