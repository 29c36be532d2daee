import { Faker, base, en, generateMersenne53Randomizer, ru } from '@faker-js/faker';

/** Chance that repeats itself: the same seed gives the same sequence, each branch has a sequence of its own. */
export class Random {
  readonly ru: Faker;
  readonly en: Faker;
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
    const randomizer = generateMersenne53Randomizer(seed);
    this.ru = new Faker({ locale: [ru, en, base], randomizer });
    this.en = new Faker({ locale: [en, base], randomizer });
  }

  /** A sequence for one part of the data, so that a change in one part leaves the others as they are. */
  branch(name: string): Random {
    const salt = Array.from(name, (letter) => letter.charCodeAt(0)).reduce(
      (sum, code) => (sum * 31 + code) % 1_000_003,
      7,
    );
    return new Random(this.#seed * 1_000_003 + salt);
  }

  /** A whole number, both ends included. */
  between(min: number, max: number): number {
    return this.en.number.int({ min, max });
  }

  /** From 0 up to, but not including, 1. */
  fraction(): number {
    return this.en.number.float({ min: 0, max: 0.999999 });
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<Item>(items: readonly Item[]): Item {
    return this.en.helpers.arrayElement(items);
  }

  /** Some of the items, each at most once, in their order. */
  sample<Item>(items: readonly Item[], count: number): Item[] {
    const chosen = new Set(
      this.en.helpers.arrayElements(
        items.map((_item, index) => index),
        Math.min(count, items.length),
      ),
    );
    return items.filter((_item, index) => chosen.has(index));
  }

  weighted<Item>(items: readonly { readonly weight: number; readonly value: Item }[]): Item {
    return this.en.helpers.weightedArrayElement(items);
  }
}
