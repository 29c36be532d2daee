import { createHash } from 'node:crypto';
import type { ClassifierValue, LocalizedName } from '@crm/contracts';
import { KnownValues, type Match } from './known-values.ts';

/** A value that a classifier has to get before rows can name it. */
export interface NewClassifierValue {
  readonly code: string;
  readonly name: LocalizedName;
}

/** A code for a name: Latin letters and digits of it, or something stable where there are none. */
function codeOf(name: string): string {
  const slug = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return slug || `value-${createHash('sha256').update(name).digest('hex').slice(0, 10)}`;
}

/** A classifier as it will be after the import. */
export class ImportedClassifier {
  readonly added: NewClassifierValue[] = [];
  readonly #known: KnownValues;

  constructor(values: readonly ClassifierValue[]) {
    this.#known = new KnownValues(values.map(({ code, name }) => ({ code, names: [code, name.en, name.ru] })));
  }

  match(text: string): Match {
    return this.#known.match(text);
  }

  /** A value that the source alone knows has the same name in both languages until somebody translates it. */
  add(name: string): void {
    const value = { code: codeOf(name), name: { ru: name, en: name } };
    this.added.push(value);
    this.#known.add({ code: value.code, names: [name] });
  }

  /** The code of a text that was surveyed; null for none. */
  codeOf(text: string): string | null {
    const match = this.#known.match(text);
    return match.kind === 'unknown' ? null : match.code;
  }
}
