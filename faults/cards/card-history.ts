/** A part of the card in which a record with a version stands. */
export type CardPart = 'client' | 'deals' | 'activities';

/** Moments are milliseconds of one clock, that of whoever asks. */
interface Asked {
  readonly user: string;
  readonly client: string;
  readonly sentAt: number;
  readonly answeredAt: number;
}

/** A change that was acknowledged. */
export interface CardWrite extends Asked {
  readonly type: 'write';
  readonly part: CardPart;
  /** Of the record afterwards. */
  readonly version: number;
}

/** The owner of a client has shown him to the user, or shows him no more; acknowledged. One after the other for each client. */
export interface AccessChange extends Asked {
  readonly type: 'access';
  readonly granted: boolean;
}

/** By what somebody sees more than his own, or no more: his role, whether his account may be used, whether he works here. */
export type StandingCause = 'role' | 'account' | 'employment';

/** A user sees every client from now on, or does so no more; acknowledged. */
export interface StandingChange {
  readonly type: 'standing';
  readonly user: string;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly granted: boolean;
  readonly by: StandingCause;
}

/** A card that was answered with 200 or 404. */
export interface CardRead extends Asked {
  readonly type: 'read';
  /** Versions of what was on the card, where it was whole enough to tell; null when the answer was that there is none. */
  readonly shown: Readonly<Partial<Record<CardPart, number>>> | null;
  /** Private tasks of others that were on it. */
  readonly foreignSecrets: number;
}

export interface CardHistory {
  readonly entries: readonly (CardWrite | AccessChange | StandingChange | CardRead)[];
  /** Whose the clients are. */
  readonly owners: ReadonlyMap<string, string>;
  /** Users who may see clients of others without being shown them. */
  readonly seesMore: ReadonlySet<string>;
  /** When something was away, or was coming back. */
  readonly failures: readonly { readonly from: number; readonly until: number }[];
  /** Answers that tell nothing, by status: a card that cannot be had is late and not wrong. */
  readonly unanswered: Readonly<Record<string, number>>;
}
