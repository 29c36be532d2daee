import type { Migration } from '@crm/persistence';

/** Known clients get the list of those who read them: so far it is the owner, and whoever sees his department. */
export const knownReaders: Migration = {
  id: '2026-11-27-known-readers',
  async up(connection) {
    await connection
      .collection('known-clients')
      .updateMany({ readers: { $exists: false } }, [{ $set: { readers: ['$ownerId', '$departmentId'] } }]);
  },
};
