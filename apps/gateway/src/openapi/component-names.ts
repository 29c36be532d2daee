import type { OpenAPIObject } from '@nestjs/swagger';

/** Which side of a schema a component describes: what callers send, or what they get. */
export type Side = 'input' | 'output';

type Components = Record<string, unknown>;

const REF = /"#\/components\/schemas\/([^"~]+)~(input|output)"/g;

/** The name of a component while it is not known yet whether both sides of it are needed, and differ. */
export const sidedName = (name: string, side: Side): string => `${name}~${side}`;

const bare = (component: unknown): string => JSON.stringify(component).replace(REF, '"$1"');

const references = (component: unknown): string[] =>
  [...JSON.stringify(component).matchAll(REF)].map(([, name]) => name ?? '');

/** The names whose two sides differ, by themselves or by what they refer to. */
function namesThatDiffer(components: Components): Set<string> {
  const names = new Set(Object.keys(components).map((key) => key.split('~')[0] ?? key));
  const both = [...names].filter(
    (name) => sidedName(name, 'input') in components && sidedName(name, 'output') in components,
  );
  const side = (name: string, of: Side): unknown => components[sidedName(name, of)];
  const differ = new Set(both.filter((name) => bare(side(name, 'input')) !== bare(side(name, 'output'))));
  for (let before = -1; before !== differ.size;) {
    before = differ.size;
    for (const name of both) if (references(side(name, 'input')).some((other) => differ.has(other))) differ.add(name);
  }
  return differ;
}

/**
 * Gives components their final names: `Thing` where one description serves both sides, `ThingInput` beside `Thing` where
 * a caller may leave out what he always gets, such as a field with a default.
 */
export function settleComponentNames(document: OpenAPIObject): OpenAPIObject {
  const differ = namesThatDiffer(document.components?.schemas ?? {});
  const finalName = (name: string, side: string): string =>
    side === 'input' && differ.has(name) ? `${name}Input` : name;
  const text = JSON.stringify(document)
    .replace(REF, (_, name: string, side: string) => `"#/components/schemas/${finalName(name, side)}"`)
    .replace(/"([^"~\\]+)~(input|output)":/g, (_, name: string, side: string) => `"${finalName(name, side)}":`);
  const settled = JSON.parse(text) as OpenAPIObject;
  const schemas = Object.entries(settled.components?.schemas ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { ...settled, components: { ...settled.components, schemas: Object.fromEntries(schemas) } };
}
