import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const forms = { en: ['one', 'other'], ru: ['one', 'few', 'many', 'other'] };
const PLURAL = /_(?:one|few|many|other)$/;

function flatten(node: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof node !== 'object' || node === null) return new Map([[path, String(node)]]);
  const below = Object.entries(node).map(([key, value]) => flatten(value, path === '' ? key : `${path}.${key}`));
  return new Map(below.flatMap((entries) => [...entries]));
}

const read = (language: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, `${language}.json`), 'utf8'));

const catalogues = { en: flatten(read('en')), ru: flatten(read('ru')) };
const baseKeys = (catalogue: ReadonlyMap<string, string>) =>
  new Set([...catalogue.keys()].map((key) => key.replace(PLURAL, '')));
const parametersOf = (text = '') => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort();

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'generated') yield* sources(path);
    else if (/\.tsx?$/.test(entry.name) && !entry.name.includes('.spec.')) yield readFileSync(path, 'utf8');
  }
}

const source = [...sources(join(import.meta.dirname, '..', '..'))].join('\n');

describe('catalogues of the page', () => {
  it('say the same things in both languages', () => {
    expect([...baseKeys(catalogues.ru)].sort()).toEqual([...baseKeys(catalogues.en)].sort());
  });

  it.each(['en', 'ru'] as const)('have every plural form in %s', (language) => {
    const plural = new Set(
      [...catalogues.en.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')),
    );
    const missing = [...plural].flatMap((key) => forms[language].map((form) => `${key}_${form}`));
    expect(missing.filter((key) => !catalogues[language].has(key))).toEqual([]);
  });

  it('name the same parameters in both languages', () => {
    const differing = [...catalogues.ru].filter(([key, text]) => {
      const english = catalogues.en.get(key) ?? catalogues.en.get(key.replace(PLURAL, '_other'));
      return parametersOf(english).join() !== parametersOf(text).join();
    });
    expect(differing).toEqual([]);
  });

  it('hold nothing that the page does not say', () => {
    const said = (key: string) =>
      source.includes(`'${key}'`) || source.includes(`\`${key.slice(0, key.lastIndexOf('.'))}.\${`);
    expect([...baseKeys(catalogues.en)].filter((key) => !said(key))).toEqual([]);
  });

  it('hold everything that the page says', () => {
    const keys = [...source.matchAll(/\bt\(\s*'([\w.]+)'/g)].map(([, key]) => key ?? '');
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key) => !baseKeys(catalogues.en).has(key))).toEqual([]);
  });
});
