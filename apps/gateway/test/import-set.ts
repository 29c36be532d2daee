import { Readable } from 'node:stream';
import type { ClassifierValue, ImportFile } from '@crm/contracts';
import { columnsOf } from '../src/imports/reading/file-layout.ts';
import { readRows } from '../src/imports/reading/read-rows.ts';
import { rowReaders } from '../src/imports/reading/source-rows.ts';
import type { ImportSource } from '../src/imports/surveying/import-source.ts';

/** The lines of each file below its header. */
export type SetLines = Readonly<Record<ImportFile, readonly string[]>>;

/** A small set of the form of the real one: 2 teams, a subsidiary, slips, an opportunity of nobody. */
export const smallSet: SetLines = {
  accounts: [
    'Hilltop,technolgy,1996,1100.04,2822,United States,',
    'Brookside,medical,1999,251.41,495,Philipines,hilltop',
    'Meadow & Co,farming,2012,587.34,1356,Korea,',
  ],
  products: ['Alpha Basic,Alpha,550', 'Alpha Pro,Alpha,4821', 'Omega 500,Omega,26768'],
  sales_teams: ['Ann Lee,Max Stone,Central', 'Bob Ray,Max Stone,Central', 'Cid Fox,Nora Hill,East'],
  sales_pipeline: [
    'OPP1,Ann Lee,AlphaPro,Hilltop,Won,10/20/2016,3/1/2017,4514',
    'OPP2,Bob Ray,Alpha Basic,Hilltop,Lost,10/25/2016,3/11/2017,0',
    'OPP3,Bob Ray,Alpha Basic,Hilltop,Engaging,2016-11-01,,',
    'OPP4,Cid Fox,Omega 500,,Engaging,11/02/2016,,',
    'OPP5,Ann Lee,Alpha Pro,Brookside,Prospecting,,,',
  ],
};

export const textOf = (file: ImportFile, lines: readonly string[]): string =>
  [columnsOf[file].join(','), ...lines, ''].join('\n');

/** The small set with other lines in some of its files, as the parts of an import read it. */
export function sourceOf(given: Partial<SetLines> = {}): ImportSource {
  const set = { ...smallSet, ...given };
  return {
    async *rows(file) {
      const stream = Readable.from([textOf(file, set[file])], { objectMode: false });
      for await (const row of readRows(file, stream)) yield rowReaders[file](row);
    },
  };
}

const value = (classifier: string, code: string, name: ClassifierValue['name']): ClassifierValue => ({
  id: '65f000000000000000000001',
  classifier,
  code,
  name,
  archived: false,
  position: 0,
});

export const knownClassifiers = {
  sectors: [
    value('sector', 'technology', { ru: 'Технологии', en: 'Technology' }),
    value('sector', 'medical', { ru: 'Медицина', en: 'Medical' }),
  ],
  regions: [
    value('region', 'us', { ru: 'Соединённые Штаты', en: 'United States' }),
    value('region', 'ph', { ru: 'Филиппины', en: 'Philippines' }),
    value('region', 'kr', { ru: 'Республика Корея', en: 'South Korea' }),
  ],
};
