import type { CarePurpose, DealPurpose, InteractionKind, LostReason, ProductCode } from '../codes.ts';

/**
 * What one kind of conversation sounds like. `{person}`, `{what}`, `{amount}` … are filled in; `{сказал|сказала}` is
 * chosen by the sex of the contact person.
 */
export interface TextPack {
  readonly subjects: readonly string[];
  /** How it happened, by means of communication. */
  readonly openings: Readonly<Partial<Record<InteractionKind, readonly string[]>>>;
  /** What was said. Empty when the product itself gives the matter. */
  readonly details: readonly string[];
  readonly agreements: readonly string[];
}

/** What clients need of a product, what they are shown of it, and how it serves them later. */
export interface ProductTexts {
  readonly needs: readonly string[];
  readonly shown: readonly string[];
  readonly inUse: readonly string[];
  readonly complaints: readonly string[];
}

/** One way to plan something: its subject and a note for oneself. */
export interface PlanTexts {
  readonly subjects: readonly string[];
  readonly notes: readonly string[];
}

/** Everything that the generator says in one language. */
export interface Texts {
  readonly deal: Readonly<Record<DealPurpose, TextPack>>;
  readonly care: Readonly<Record<CarePurpose, TextPack>>;
  readonly refusals: Readonly<Record<LostReason, readonly string[]>>;
  readonly products: Readonly<Record<ProductCode, ProductTexts>>;
  readonly noAnswer: readonly string[];
  readonly plans: Readonly<Record<DealPurpose, PlanTexts>>;
  readonly tasks: readonly string[];
  readonly commitments: { readonly us: readonly string[]; readonly client: readonly string[] };
}
