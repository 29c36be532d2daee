import type {
  ActivityChange,
  Completion,
  DatePrecision,
  MadeOnBehalf,
  PlannedActivity,
  RecordedActivity,
} from '@crm/contracts';
import { DomainError } from '@crm/kernel';
import type { z } from 'zod';
import type { ReminderState } from '../reminders/reminder.ts';

/** Clocks of two machines differ a little: what "has just happened" by the caller's clock is taken as happening now. */
const CLOCK_TOLERANCE_MS = 5_000;

export interface People {
  readonly performerId: string;
  readonly departmentId: string;
  readonly recordedById: string;
  /** In whose place they work; null or absent where nobody is substituted. */
  readonly madeOnBehalf?: MadeOnBehalf | null | undefined;
}

/** What is stored of an activity. Ids are hexadecimal digits. */
export interface ActivityFields extends People {
  readonly type: 'interaction' | 'task';
  readonly status: 'planned' | 'completed' | 'cancelled';
  /** The moment that orders it: the planned one, and once it is completed the moment at which it happened. */
  readonly at: Date;
  readonly subject: string;
  readonly content: string | null;
  readonly kindId: string | null;
  readonly purposeId: string | null;
  readonly clientId: string | null;
  readonly contactPersonIds: readonly string[];
  readonly dealId: string | null;
  readonly plannedAt: Date | null;
  readonly durationMinutes: number | null;
  readonly completedAt: Date | null;
  readonly completedPrecision: z.output<typeof DatePrecision>;
  readonly resultId: string | null;
  readonly resultComment: string | null;
  readonly nextActivityId: string | null;
  readonly reminder: ReminderState | null;
  /** A task that only its performer and who wrote it down see. */
  readonly private: boolean;
}

/** What the rules need to know of a stored activity. */
export type ActivityState = Pick<ActivityFields, 'type' | 'status' | 'clientId' | 'dealId' | 'plannedAt'>;

export type ActivityPatch = { readonly [Field in keyof ActivityFields]?: ActivityFields[Field] | undefined };

type PlannedFacts = Omit<PlannedActivity, 'reminder'>;
type Outcome = Pick<RecordedActivity, 'completedAt' | 'completedPrecision' | 'resultId' | 'resultComment'>;

/** Something to be done. */
export function plan({ plannedAt, ...facts }: PlannedFacts, people: People): ActivityFields {
  const moment = new Date(plannedAt);
  return { ...facts, ...people, ...notYetDone, status: 'planned', plannedAt: moment, at: moment };
}

/**
 * Something that has happened without having been planned.
 *
 * @throws DomainError `activity.not_yet_happened`
 */
export function record(recorded: RecordedActivity, people: People, now: Date): ActivityFields {
  const { completedAt, completedPrecision, resultId, resultComment, ...facts } = recorded;
  const outcome = { completedAt, completedPrecision, resultId, resultComment };
  return { ...facts, ...people, ...notYetDone, plannedAt: null, ...happened(outcome, now) };
}

/**
 * A planned activity becomes history; who performed it stays as it was planned.
 *
 * @throws DomainError `activity.not_planned`, `activity.not_yet_happened`
 */
export function complete(activity: ActivityState, completion: Completion, now: Date): ActivityPatch {
  assertPlanned(activity);
  return { content: completion.content, ...happened(completion, now) };
}

/** What is planned on completing another one concerns the same client and deal, unless it names a client or deal itself. */
export function nextOf(completed: ActivityState, next: PlannedActivity): PlannedActivity {
  const clientId = next.clientId ?? completed.clientId;
  const sameClient = clientId === completed.clientId;
  return { ...next, clientId, dealId: next.dealId ?? (sameClient ? completed.dealId : null) };
}

/** @throws DomainError `activity.not_planned`; `invalid` when an interaction would lose its kind. */
export function change(activity: ActivityState, wanted: ActivityChange): ActivityPatch {
  assertPlanned(activity);
  if (activity.type === 'interaction' && wanted.kindId === null) throw invalidField(['change', 'kindId'], kindMissing);
  const { reminder: _separate, plannedAt, ...facts } = wanted;
  if (plannedAt === undefined) return facts;
  const moment = new Date(plannedAt);
  return { ...facts, plannedAt: moment, at: moment };
}

/** By how many milliseconds a change puts the activity off; less than zero brings it forward. */
export function postponement(activity: ActivityState, { plannedAt }: ActivityChange): number {
  if (plannedAt === undefined || activity.plannedAt === null) return 0;
  return Date.parse(plannedAt) - activity.plannedAt.getTime();
}

/** @throws DomainError `activity.not_planned` */
export function cancel(activity: ActivityState, comment: string | null): ActivityPatch {
  assertPlanned(activity);
  return { status: 'cancelled', resultComment: comment };
}

export const kindMissing = 'an interaction needs a kind';

/** A refusal that points at a field, in the form of those that the contract itself gives. */
export const invalidField = (path: readonly (string | number)[], message: string): DomainError =>
  new DomainError('invalid', { issues: [{ path, message }] });

const notYetDone = {
  completedAt: null,
  completedPrecision: 'minute',
  resultId: null,
  resultComment: null,
  nextActivityId: null,
  reminder: null,
} as const;

function happened({ completedAt, completedPrecision, resultId, resultComment }: Outcome, now: Date) {
  const said = completedAt === undefined ? now : new Date(completedAt);
  if (said.getTime() > now.getTime() + CLOCK_TOLERANCE_MS) {
    throw new DomainError('activity.not_yet_happened', { completedAt: said.toISOString() });
  }
  const moment = said > now ? now : said;
  return { status: 'completed', completedAt: moment, at: moment, completedPrecision, resultId, resultComment } as const;
}

function assertPlanned({ status }: ActivityState): void {
  if (status !== 'planned') throw new DomainError('activity.not_planned', { status });
}
