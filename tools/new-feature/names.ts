/** One thing in the spellings that its files need, all from its kebab-case names. */
export interface FeatureNames {
  /** `deals` */
  readonly service: string;
  /** `price-list` */
  readonly thing: string;
  /** `price-lists` */
  readonly things: string;
  /** `PriceList` */
  readonly Thing: string;
  /** `PriceLists` */
  readonly Things: string;
  /** `priceList` */
  readonly thingName: string;
  /** `price_list`, as the codes of refusals spell it. */
  readonly thingCode: string;
  /** `price list` */
  readonly words: string;
}

const KEBAB = /^[a-z]+(-[a-z]+)*$/;

const pascal = (kebab: string): string =>
  kebab.replaceAll(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** @throws Error when a name is not in kebab-case, or plural and singular are the same. */
export function featureNames(service: string, things: string, thing = things.replace(/s$/, '')): FeatureNames {
  for (const name of [service, things, thing]) {
    if (!KEBAB.test(name)) throw new Error(`"${name}" must be in kebab-case, such as price-lists`);
  }
  if (thing === things) throw new Error(`What is one of the ${things}? Give the singular as the third word`);
  const Thing = pascal(thing);
  return {
    service,
    thing,
    things,
    Thing,
    Things: pascal(things),
    thingName: Thing.charAt(0).toLowerCase() + Thing.slice(1),
    thingCode: thing.replaceAll('-', '_'),
    words: thing.replaceAll('-', ' '),
  };
}
