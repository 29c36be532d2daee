import type { ImportFile } from '@crm/contracts';
import { importFiles } from '../src/imports/reading/file-layout.ts';
import { type SetLines, smallSet, textOf } from './import-set.ts';

export interface FormFile {
  readonly field: string;
  readonly name: string;
  readonly content: Buffer;
}

/** The files of the small set with other lines in some of them. */
export const formFiles = (given: Partial<SetLines> = {}): FormFile[] =>
  importFiles.map((file) => formFile(file, textOf(file, given[file] ?? smallSet[file])));

export const formFile = (file: ImportFile | (string & {}), content: string | Buffer): FormFile => ({
  field: file,
  name: `${file}.csv`,
  content: Buffer.from(content),
});

const boundary = '----crm-test-form';

/** A form as a browser sends it. */
export function formOf(files: readonly FormFile[]): { payload: Buffer; headers: Record<string, string> } {
  const parts = files.flatMap(({ field, name, content }) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n`),
    Buffer.from('Content-Type: text/csv\r\n\r\n'),
    content,
    Buffer.from('\r\n'),
  ]);
  const payload = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } };
}
