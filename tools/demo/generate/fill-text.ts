import type { Sex } from './organisation.ts';

/** What a template can mention. */
export interface TextFacts {
  readonly person: string;
  readonly sex: Sex;
  readonly product: string;
  /** The product with its quantity. */
  readonly what: string;
  readonly amount: string;
  readonly discount: string;
  readonly day: string;
  readonly weeks: string;
  readonly year: string;
  readonly city: string;
  readonly competitor: string;
}

const bySex = /\{([^{}|]*)\|([^{}|]*)\}/g;
const placeholder = /\{([a-z]+)\}/g;
/** `24 шт.` at the end of a sentence needs one full stop, not two. */
const abbreviationAtTheEnd = /\.\.(?!\.)/g;

/**
 * Fills a template in: `{сказал|сказала}` by the sex of the person, `{product}` and the like by the facts.
 *
 * @throws Error for a placeholder that stands for nothing.
 */
export function fillText(template: string, facts: TextFacts): string {
  const agreed = template.replace(bySex, (_all, male: string, female: string) =>
    facts.sex === 'male' ? male : female,
  );
  const filled = agreed.replace(placeholder, (_all, name: string) => {
    if (!isFact(name, facts)) throw new Error(`Nothing is known about {${name}} in "${template}"`);
    return facts[name];
  });
  return filled.replace(abbreviationAtTheEnd, '.');
}

const isFact = (name: string, facts: TextFacts): name is keyof TextFacts => Object.hasOwn(facts, name);
