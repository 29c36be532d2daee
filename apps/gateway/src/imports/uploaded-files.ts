import { createHash } from 'node:crypto';
import type { Readable, Writable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { ImportFile } from '@crm/contracts';
import { type Connection, mongo, Types } from 'mongoose';
import { fileName, importFiles } from './reading/file-layout.ts';

/** The files of imports that have not ended, in the gateway's own database. */
@Injectable()
export class UploadedFiles {
  constructor(@InjectConnection() private readonly connection: Connection) {}

  write(importId: string, file: ImportFile): Writable {
    return this.bucket().openUploadStreamWithId(idOf(importId, file), nameOf(importId, file));
  }

  read(importId: string, file: ImportFile): Readable {
    return this.bucket().openDownloadStream(idOf(importId, file));
  }

  /** Removes every file of the import, and the pieces of one that never arrived whole. */
  async remove(importId: string): Promise<void> {
    for (const file of importFiles) {
      await this.bucket().delete(idOf(importId, file)).catch(ignoreMissing);
    }
  }

  private bucket(): mongo.GridFSBucket {
    const { db } = this.connection;
    if (!db) throw new Error('The database is not connected');
    return new mongo.GridFSBucket(db, { bucketName: 'import_files' });
  }
}

const nameOf = (importId: string, file: ImportFile): string => `${importId}/${fileName(file)}`;

/** Follows from the name, so that pieces of a file can be found before the file itself is there. */
const idOf = (importId: string, file: ImportFile): Types.ObjectId =>
  new Types.ObjectId(createHash('sha256').update(nameOf(importId, file)).digest('hex').slice(0, 24));

/** Whether a file could not be read or removed because it is not there. */
export const isMissingFile = (error: unknown): boolean =>
  error instanceof mongo.MongoRuntimeError && /^File ?Not ?Found/i.test(error.message);

function ignoreMissing(error: unknown): void {
  if (!isMissingFile(error)) throw error;
}
