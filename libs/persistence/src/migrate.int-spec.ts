import { testDatabase } from '@crm/testing';
import type { Connection } from 'mongoose';
import { noteSchema, type Note } from '../test/note.ts';
import { ensureCollections, migrate, openConnection, recordSchema, type Migration } from './index.ts';

describe('preparing a database', () => {
  const database = testDatabase();
  let connections: [Connection, Connection];

  beforeAll(async () => {
    const open = () => openConnection(database.uri, database.database);
    connections = [await open(), await open()];
  });
  beforeEach(() => connections[0].dropDatabase());
  afterAll(async () => {
    await database.drop();
    await Promise.all(connections.map((connection) => connection.close()));
  });

  const indexes = async () => (await connections[0].collection('notes').indexes()).map(({ key }) => key);

  describe(ensureCollections, () => {
    it('creates collections and indexes, in two processes at once', async () => {
      await Promise.all(connections.map((connection) => ensureCollections(connection, { Note: noteSchema })));
      expect(await indexes()).toEqual([{ _id: 1 }, { rank: 1, _id: 1 }]);
    });

    it('changes nothing the second time', async () => {
      await ensureCollections(connections[0], { Note: noteSchema });
      await ensureCollections(connections[0], { Note: noteSchema });
      expect(await indexes()).toHaveLength(2);
    });

    it('says what to do about an index that differs', async () => {
      await ensureCollections(connections[0], { Note: noteSchema });
      const changed = recordSchema<Note>({ text: String, rank: {}, tags: Object }, { collection: 'notes' });
      changed.index({ rank: 1, _id: 1 }, { unique: true });
      const [, other] = connections;
      other.deleteModel('Note');
      await expect(ensureCollections(other, { Note: changed })).rejects.toThrow(
        'An index of Note differs from the declared one. Drop the old index in a migration',
      );
    });

    it('says which records stand in the way of an index that allows something once', async () => {
      await ensureCollections(connections[0], { Note: noteSchema });
      await connections[0].collection('notes').insertMany([{ text: 'twice' }, { text: 'twice' }]);
      const changed = recordSchema<Note>({ text: String, rank: {}, tags: Object }, { collection: 'notes' });
      changed.index({ text: 1 }, { unique: true });
      const [, other] = connections;
      other.deleteModel('Note');
      await expect(ensureCollections(other, { Note: changed })).rejects.toThrow(
        /^Several of Note have in common what must be there once: make them differ\. .*"twice"/,
      );
    });
  });

  describe(migrate, () => {
    const ran: string[] = [];
    beforeEach(() => ran.splice(0));
    const migration = (id: string, up: () => Promise<void> = async () => {}): Migration => ({
      id,
      up: async () => {
        ran.push(id);
        await up();
      },
    });

    it('applies each migration once, in the order of ids', async () => {
      const list = [migration('2026-02-b'), migration('2026-01-a')];
      expect(await migrate(connections[0], list)).toEqual(['2026-01-a', '2026-02-b']);
      expect(await migrate(connections[0], [...list, migration('2026-03-c')])).toEqual(['2026-03-c']);
      expect(ran).toEqual(['2026-01-a', '2026-02-b', '2026-03-c']);
    });

    it('applies each once when two processes start together', async () => {
      const list = [migration('2026-01-a'), migration('2026-02-b')];
      await Promise.all(connections.map((connection) => migrate(connection, list)));
      expect(ran).toEqual(['2026-01-a', '2026-02-b']);
    });

    it('stops at one that fails, and tries it again the next time', async () => {
      let broken = true;
      const failing = migration('2026-02-b', async () => {
        if (broken) throw new Error('disk full');
      });
      const list = [migration('2026-01-a'), failing, migration('2026-03-c')];
      await expect(migrate(connections[0], list)).rejects.toThrow('disk full');
      broken = false;
      expect(await migrate(connections[0], list)).toEqual(['2026-02-b', '2026-03-c']);
    });

    it('takes over from a process that died', async () => {
      const died = { _id: 'migrations', holder: 'the dead', until: new Date(Date.now() - 1) };
      await connections[0].collection<typeof died>('locks').insertOne(died);
      expect(await migrate(connections[0], [migration('2026-01-a')])).toEqual(['2026-01-a']);
    });

    it('refuses two migrations of one id', () => {
      expect(() => migrate(connections[0], [migration('2026-01-a'), migration('2026-01-a')])).toThrow(
        'Two migrations have the id 2026-01-a',
      );
    });
  });
});
