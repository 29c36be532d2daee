import type { ImportFindingReason } from '@crm/contracts';
import { distance } from 'fastest-levenshtein';
import { fold } from './fold.ts';

/** Something that rows refer to by its name. */
export interface KnownValue {
  readonly code: string;
  /** Every way in which it is written rightly; the first one is shown. */
  readonly names: readonly string[];
}

/** What a text of a row means. */
export type Match =
  | { readonly kind: 'exact'; readonly code: string }
  | {
      readonly kind: 'corrected';
      readonly code: string;
      readonly name: string;
      readonly reason: Extract<ImportFindingReason, 'spacing' | 'typo'>;
    }
  | { readonly kind: 'unknown' };

interface Spelling {
  readonly code: string;
  readonly name: string;
}

/** In a short word one wrong letter makes another word: three letters must be right, longer words may have a slip or two. */
const slipsAllowed = (folded: string): number => (folded.length <= 3 ? 0 : folded.length <= 5 ? 1 : 2);

/**
 * Names that are known, for reading names as people type them. A text means the value of the same name; else the one
 * that differs in case and spaces only; else the only one nearest to it, one or two slips away.
 */
export class KnownValues {
  readonly #exact = new Map<string, string>();
  readonly #folded = new Map<string, Spelling>();
  readonly #matches = new Map<string, Match>();

  constructor(values: Iterable<KnownValue>) {
    for (const value of values) this.add(value);
  }

  add({ code, names }: KnownValue): void {
    for (const name of names) {
      this.#exact.set(name, code);
      const folded = fold(name);
      if (!this.#folded.has(folded)) this.#folded.set(folded, { code, name });
    }
    this.#matches.clear();
  }

  match(text: string): Match {
    const known = this.#matches.get(text);
    if (known) return known;
    const match = this.#find(text);
    this.#matches.set(text, match);
    return match;
  }

  #find(text: string): Match {
    const code = this.#exact.get(text);
    if (code !== undefined) return { kind: 'exact', code };
    const spelling = this.#folded.get(fold(text));
    if (spelling) return { kind: 'corrected', ...spelling, reason: 'spacing' };
    const nearest = this.#nearest(fold(text));
    return nearest ? { kind: 'corrected', ...nearest, reason: 'typo' } : { kind: 'unknown' };
  }

  /** The only value at the smallest distance; two candidates equally near are none. */
  #nearest(folded: string): Spelling | undefined {
    const candidates = [...this.#folded]
      .map(([known, spelling]) => ({ spelling, slips: distance(folded, known) }))
      .filter(({ slips }) => slips <= slipsAllowed(folded));
    const fewest = Math.min(...candidates.map(({ slips }) => slips));
    const best = candidates.filter(({ slips }) => slips === fewest).map(({ spelling }) => spelling);
    return new Set(best.map(({ code }) => code)).size === 1 ? best[0] : undefined;
  }
}
