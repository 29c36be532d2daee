import { ImportFile } from '@crm/contracts';

/** The columns of each file, in their order. */
export const columnsOf = {
  accounts: ['account', 'sector', 'year_established', 'revenue', 'employees', 'office_location', 'subsidiary_of'],
  products: ['product', 'series', 'sales_price'],
  sales_teams: ['sales_agent', 'manager', 'regional_office'],
  sales_pipeline: [
    'opportunity_id',
    'sales_agent',
    'product',
    'account',
    'deal_stage',
    'engage_date',
    'close_date',
    'close_value',
  ],
} as const satisfies Record<ImportFile, readonly string[]>;

export const importFiles = ImportFile.options;

export const fileName = (file: ImportFile): string => `${file}.csv`;

/** The file that an uploaded name means, whatever folder it came from. */
export const fileOfName = (name: string): ImportFile | undefined =>
  importFiles.find((file) => fileName(file) === name.split(/[/\\]/).at(-1)?.toLowerCase());
