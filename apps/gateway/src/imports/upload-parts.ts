import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import multipart from '@fastify/multipart';
import type { ImportFile } from '@crm/contracts';
import { DomainError, isDomainError } from '@crm/kernel';
import { fileOfName, fileName, importFiles } from './reading/file-layout.ts';
import { refuse } from './reading/refusal.ts';

const MEBIBYTE = 2 ** 20;
export const MAX_FILE_BYTES = 32 * MEBIBYTE;
export const MAX_UPLOAD_BYTES = 64 * MEBIBYTE;

const limits = { fileSize: MAX_FILE_BYTES, files: importFiles.length, fields: 10, parts: importFiles.length + 10 };

/** Lets the server take forms with files, on the routes that ask for them. */
export async function acceptUploads(server: FastifyInstance): Promise<void> {
  await server.register(multipart, { limits, throwFileSizeLimit: false });
  server.addHook('preParsing', async (request) => {
    const isForm = request.headers['content-type']?.startsWith('multipart/') ?? false;
    const isWelcome = !isForm || request.is404 || request.routeOptions.config.form === true;
    if (!isWelcome) throw new DomainError('unsupported_media_type');
  });
}

/** A file on its way. Whoever takes it has to read its content to the end. */
export interface UploadedPart {
  readonly file: ImportFile;
  readonly content: Readable;
  /** Whether the content was cut off because it is too long; known at its end. */
  wasCut(): boolean;
}

/**
 * The files of a form, in the order in which they arrive. Other fields are ignored.
 *
 * @throws DomainError `unsupported_media_type`, `too_large`, `invalid` for a form that cannot be read, and
 *   `import.malformed` for a file that is none of the set, is there twice, or is missing at the end.
 */
export async function* uploadedParts(request: FastifyRequest): AsyncGenerator<UploadedPart> {
  if (!request.isMultipart()) throw new DomainError('unsupported_media_type');
  const seen = new Set<ImportFile>();
  try {
    for await (const part of request.parts()) {
      if (part.type !== 'file') continue;
      const file = identify(part.fieldname, part.filename);
      if (seen.has(file)) throw refuse('file_repeated', { file: fileName(file) });
      seen.add(file);
      yield { file, content: part.file, wasCut: () => part.file.truncated };
    }
  } catch (error) {
    throw asRefusal(error);
  }
  const missing = importFiles.find((file) => !seen.has(file));
  if (missing) throw refuse('file_missing', { file: fileName(missing) });
}

/** The field says which file it is, else the file's own name does. */
function identify(field: string, name: string): ImportFile {
  const file = importFiles.find((known) => known === field) ?? fileOfName(name);
  if (!file) throw refuse('file_unknown', { file: name }, { expected: importFiles.map(fileName).join(', ') });
  return file;
}

function asRefusal(error: unknown): unknown {
  if (isDomainError(error) || !(error instanceof Error)) return error;
  if ('statusCode' in error && error.statusCode === 413) return new DomainError('too_large');
  return new DomainError('invalid', { reason: error.message });
}
