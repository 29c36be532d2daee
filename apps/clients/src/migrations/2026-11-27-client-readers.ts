import type { Migration } from '@crm/persistence';

/** Clients get the list of those who read them: so far it is the owner, and whoever sees his department. */
export const clientReaders: Migration = {
  id: '2026-11-27-client-readers',
  async up(connection) {
    await connection
      .collection('clients')
      .updateMany({ readers: { $exists: false } }, [
        { $set: { team: [], grants: [], readers: ['$ownerId', '$departmentId'] } },
      ]);
  },
};
