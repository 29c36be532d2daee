import type { FeatureNames } from './names.ts';

/** An existing file that has to know of the feature, and how it learns of it. */
export interface Wiring {
  readonly path: string;
  readonly change: (text: string) => string;
}

/** Puts an import after the last one. */
const withImport = (text: string, line: string): string =>
  text.replace(/^(?:import [^\n]*\n)*/, (imports) => `${imports}${line}\n`);

/** @throws Error when the place is not there: the file has changed its shape, and this generator must follow. */
function insertBefore(text: string, place: RegExp, inserted: string): string {
  if (!place.test(text)) throw new Error(`Nothing like ${place.source} was found to write "${inserted.trim()}" before`);
  return text.replace(place, (found) => inserted + found);
}

/** The files of both sides of the wire. */
export const featureWiring = (names: FeatureNames): Wiring[] => [...contractWiring(names), ...serviceWiring(names)];

const contractWiring = ({ service, thing, thingCode, words }: FeatureNames): Wiring[] => [
  {
    path: `libs/contracts/src/${service}/rpc.ts`,
    change: (text) => `${text}\nexport * from './${thing}.ts';\n`,
  },
  {
    path: 'libs/contracts/src/errors.ts',
    change: (text) =>
      insertBefore(
        text,
        / {2}external_id_taken:/,
        `  '${thingCode}.not_found': entry(404, 'Не найдено: ${words}', 'There is no such ${words}'),\n`,
      ),
  },
];

const serviceWiring = ({ service, thing, things, Thing, Things, thingName }: FeatureNames): Wiring[] => [
  {
    path: `apps/${service}/src/schemas.ts`,
    change: (text) => {
      const imported = withImport(text, `import { ${thingName}Schema } from './${things}/${thing}.schema.ts';`);
      return insertBefore(imported, /^\};/m, `  ${Thing}: ${thingName}Schema,\n`);
    },
  },
  {
    path: `apps/${service}/src/features.ts`,
    change: (text) => {
      const imported = withImport(text, `import { ${Things}Module } from './${things}/${things}.module.ts';`);
      return insertBefore(imported, /,?\n?\];/, `, ${Things}Module`);
    },
  },
];
