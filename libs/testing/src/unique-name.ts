import { randomBytes } from 'node:crypto';

/** A name that no other spec file, worker or run uses, so that they can share the servers. */
export const uniqueName = (purpose: string): string => `test-${purpose}-${randomBytes(6).toString('hex')}`;
