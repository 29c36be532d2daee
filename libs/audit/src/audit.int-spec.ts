import { randomInt } from 'node:crypto';
import { runInRequest } from '@crm/observability';
import { changeVersioned, migrate, Transaction } from '@crm/persistence';
import {
  aManager,
  anActor,
  anAdministrator,
  sentCommands,
  type ServiceContext,
  startServiceContext,
} from '@crm/testing';
import { type Model, trusted, type Types } from 'mongoose';
import { aParcel, type Parcel, parcelSchema } from '../test/parcel.ts';
import { AuditCheck } from './audit-check.ts';
import type { AuditEntryDocument } from './audit-entry.ts';
import { AuditJournal, AuditList, AuditModule, auditBegins, auditSchemas } from './index.ts';

describe('the audit', () => {
  let context: ServiceContext;
  let parcels: Model<Parcel>;
  let transaction: Transaction;

  beforeAll(async () => {
    context = await startServiceContext({
      schemas: { ...auditSchemas, Parcel: parcelSchema },
      imports: [AuditModule.forRoot('none')],
    });
    parcels = context.connection.model<Parcel>('Parcel');
    transaction = context.get(Transaction);
  });
  afterAll(() => context.stop());

  const auditor = anActor('auditor');
  /** The collection as whoever has got into the database reaches it, past all models. */
  const behind = (name = 'audit') => context.connection.getClient().db(context.connection.name).collection(name);
  const run = <T>(work: () => Promise<T>): Promise<T> => transaction.run(work);
  const insert = (...made: readonly Parcel[]) => run(() => parcels.insertMany(made, { lean: true }));
  const aStored = async (given: Partial<Parcel> = {}): Promise<Types.ObjectId> => {
    const parcel = aParcel(given);
    await insert(parcel);
    return parcel._id;
  };
  const change = (_id: Types.ObjectId, $set: Partial<Parcel>) =>
    changeVersioned(parcels, {
      filter: { _id },
      expectedVersion: undefined,
      update: { $set: { ...$set, updatedAt: new Date() } },
    });
  const history = async (recordId: Types.ObjectId) =>
    (await context.get(AuditList).page(auditor, { recordId: recordId.toHexString(), limit: 100 })).data.toReversed();
  const check = (recordId: Types.ObjectId) =>
    context.get(AuditCheck).step(auditor, { recordId: recordId.toHexString(), cursor: null, limit: 10 });
  const reasons = async (recordId: Types.ObjectId) =>
    (await check(recordId)).breaks.map(({ seq, reason }) => ({ seq, reason }));

  it('says field by field what a record was and what it became, who did it, from where and why', async () => {
    const actor = aManager();
    const asked = { requestId: 'r-7', actor, address: '192.0.2.7', reason: 'Клиент просил' };
    const _id = await runInRequest(asked, () => aStored());
    await runInRequest(asked, () => run(() => change(_id, { to: 'Anna Lee', state: 'sent' })));
    const { accountId, employeeId, role } = actor;
    const by = {
      actor: { accountId, employeeId, role },
      requestId: 'r-7',
      address: '192.0.2.7',
      reason: 'Клиент просил',
    };
    expect(await history(_id)).toMatchObject([
      { action: 'created', seq: 1, version: 1, kind: 'client', recordId: _id.toHexString(), ...by },
      {
        ...{ action: 'changed', seq: 2, version: 2, erased: false, ...by },
        changes: [
          { field: 'state', before: 'packed', after: 'sent', personal: false },
          { field: 'to', before: 'Anna Kim', after: 'Anna Lee', personal: true },
        ],
      },
    ]);
    expect(await check(_id)).toMatchObject({ entries: 2, breaks: [] });
  });

  it('is stored with the change or not at all', async () => {
    const _id = await aStored();
    const failing = run(async () => {
      await change(_id, { state: 'sent' });
      throw new Error('it went wrong');
    });
    await expect(failing).rejects.toThrow('it went wrong');
    expect(await history(_id)).toHaveLength(1);
    expect(await reasons(_id)).toEqual([]);
  });

  it('says once what a transaction has made of a record, however often it was changed', async () => {
    const _id = await aStored();
    await run(async () => {
      await change(_id, { state: 'sent' });
      await parcels.updateMany({ _id }, { $set: { to: 'Eve' }, $inc: { version: 1 } });
      await parcels.updateOne({ _id }, [{ $set: { state: { $concat: ['$state', '!'] } } }], { updatePipeline: true });
    });
    const [, last, ...none] = await history(_id);
    expect(none).toEqual([]);
    expect(last).toMatchObject({ version: 3, changes: [{ before: 'packed', after: 'sent!' }, { after: 'Eve' }] });
    const made = aParcel();
    await run(async () => {
      await parcels.insertMany([made], { lean: true });
      await change(made._id, { state: 'sent' });
    });
    expect(await history(made._id)).toMatchObject([{ action: 'created', version: 2 }]);
    expect(await reasons(_id)).toEqual([]);
  });

  it('tells of a deletion what was deleted', async () => {
    const _id = await aStored();
    await run(() => parcels.findOneAndDelete({ _id }).lean().exec());
    expect((await history(_id)).at(-1)).toMatchObject({
      ...{ action: 'deleted', version: 1 },
      changes: [{ field: 'state', before: 'packed', after: null }, { before: 'Anna Kim' }],
    });
    expect(await reasons(_id)).toEqual([]);
  });

  it('says nothing of what is left as it was, nor of derived fields, which cost no question either', async () => {
    const _id = await aStored();
    await run(() => parcels.updateOne({ _id }, { $set: { state: 'packed' } }).exec());
    const sent = await sentCommands(context.connection, () =>
      run(() => parcels.updateOne({ _id }, { $set: { words: ['new'] } }).exec()),
    );
    expect(sent.map(({ name }) => name)).toEqual(['update', 'commitTransaction']);
    expect(await history(_id)).toHaveLength(1);
  });

  it('costs a command that reads what it changes one question and one insert', async () => {
    const _id = await aStored();
    const command = () =>
      run(async () => {
        await parcels.findOne({ _id }, { words: 0 }).lean();
        await change(_id, { state: 'sent' });
      });
    const sent = await sentCommands(context.connection, command);
    expect(sent.map(({ name }) => name)).toEqual(['find', 'findAndModify', 'find', 'insert', 'commitTransaction']);
    expect((await history(_id)).at(-1)).toMatchObject({ changes: [{ before: 'packed', after: 'sent' }] });
  });

  it('tells what was stored, not what was made of it after it was read, nor a part that was read', async () => {
    const _id = await aStored();
    await run(async () => {
      const read = await parcels.findById(_id).lean().orFail();
      Object.assign(read, { state: 'nowhere' });
      await parcels.findById(_id, { state: 1 }).lean();
      await change(_id, { state: 'sent', to: 'Eve' });
    });
    expect((await history(_id)).at(-1)).toMatchObject({ changes: [{ before: 'packed' }, { before: 'Anna Kim' }] });
  });

  type Attempt = (_id: Types.ObjectId) => PromiseLike<unknown>;
  const uncheckable: Readonly<Record<string, Attempt>> = {
    'a replacement': (_id) => parcels.replaceOne({ _id }, aParcel({ _id })),
    findOneAndReplace: (_id) => parcels.findOneAndReplace({ _id }, aParcel({ _id })),
    deleteOne: (_id) => parcels.deleteOne({ _id }),
    deleteMany: (_id) => parcels.deleteMany({ _id }),
    bulkWrite: (_id) => parcels.bulkWrite([{ updateOne: { filter: { _id }, update: { $set: { state: 'x' } } } }]),
    upsert: (_id) => parcels.updateOne({ _id }, { $set: { state: 'x' } }, { upsert: true }),
  };
  it.each(Object.entries(uncheckable))('is not got around by %s', async (_name, attempt) => {
    const _id = await aStored();
    await expect(run(async () => attempt(_id))).rejects.toThrow('of a client is refused');
    expect(await parcels.findById(_id).lean()).toMatchObject({ state: 'packed', version: 1 });
  });

  it('is not got around by a change outside of a transaction', async () => {
    const _id = await aStored();
    await expect(change(_id, { state: 'sent' })).rejects.toThrow('A change of a client needs a transaction');
    await expect(parcels.insertMany([aParcel()])).rejects.toThrow('needs a transaction');
    await expect(parcels.create(aParcel())).rejects.toThrow('needs a transaction');
    await expect(parcels.findOneAndDelete({ _id })).rejects.toThrow('needs a transaction');
    expect(await history(_id)).toHaveLength(1);
  });

  it('is kept by somebody, or nothing is changed', async () => {
    const without = await startServiceContext({ schemas: { ...auditSchemas, Parcel: parcelSchema } });
    const made = without.get(Transaction).run(() => without.connection.model('Parcel').insertMany([aParcel()]));
    await expect(made).rejects.toThrow('import AuditModule');
    expect(await without.connection.model('Parcel').countDocuments()).toBe(0);
    await without.stop();
  });

  it('is only added to', async () => {
    const recordId = await aStored();
    const entries = context.connection.model<AuditEntryDocument>('AuditEntry');
    const attempts: readonly PromiseLike<unknown>[] = [
      entries.updateOne({ recordId }, { $set: { action: 'changed' } }),
      entries.updateMany({ recordId }, { $set: { action: 'changed' } }),
      entries.updateMany({ recordId }, { $unset: { values: 1, hash: 1 } }),
      entries.findOneAndUpdate({ recordId }, { $set: { action: 'changed' } }),
      entries.deleteOne({ recordId }),
      entries.deleteMany({ recordId }),
      entries.findOneAndDelete({ recordId }),
      entries.bulkWrite([{ deleteOne: { filter: { recordId } } }]),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toThrow('only added to');
    expect(await reasons(recordId)).toEqual([]);
  });

  it.each<[string, (recordId: Types.ObjectId) => Promise<unknown>, object]>([
    [
      'a changed entry',
      (recordId) => behind().updateOne({ recordId, seq: 2 }, { $set: { employeeId: recordId } }),
      { seq: 2, reason: 'hash' },
    ],
    ['a removed entry', (recordId) => behind().deleteOne({ recordId, seq: 2 }), { seq: 3, reason: 'gap' }],
    ['a cut end', (recordId) => behind().deleteOne({ recordId, seq: 3 }), { seq: 2, reason: 'end' }],
    ['a removed chain', (recordId) => behind().deleteMany({ recordId }), { seq: null, reason: 'chain' }],
    [
      'other readable values',
      (recordId) => behind().updateOne({ recordId, seq: 2 }, { $set: { 'values.text': '{}' } }),
      { seq: 2, reason: 'values' },
    ],
    [
      'a record changed past the audit',
      (_id) => behind('parcels').updateOne({ _id }, { $inc: { version: 1 } }),
      { seq: 3, reason: 'end' },
    ],
    ['a record deleted past the audit', (_id) => behind('parcels').deleteOne({ _id }), { seq: 3, reason: 'record' }],
  ])('is seen to be broken by %s', async (_name, tamper, expected) => {
    const _id = await aStored();
    await run(() => change(_id, { state: 'sent' }));
    await run(() => change(_id, { state: 'there' }));
    expect(await reasons(_id)).toEqual([]);
    await tamper(_id);
    expect(await reasons(_id)).toEqual([expected]);
    // So that the walk over everything finds a database that holds.
    await behind('parcels').deleteMany({ _id });
    await behind().deleteMany({ recordId: _id });
  });

  it('keeps a valid chain when the personal values of somebody are taken out of it', async () => {
    const _id = await runInRequest({ requestId: 'r-1', actor: auditor, address: '192.0.2.7' }, () => aStored());
    await run(() => change(_id, { to: 'Anna Lee', state: 'sent' }));
    const erase = (actor = anAdministrator()) => context.get(AuditJournal).erase(actor, _id.toHexString());
    expect(() => erase(aManager())).toThrow('forbidden');
    expect(await erase()).toBe(2);
    const entries = await history(_id);
    expect(entries.at(-1)).toMatchObject({ action: 'erased', seq: 3, version: 2 });
    expect(entries[1]).toMatchObject({
      ...{ erased: true, address: null },
      changes: [
        { field: 'state', before: 'packed', after: 'sent' },
        { field: 'to', before: null, after: null, personal: true },
      ],
    });
    const stored = JSON.stringify(await behind().find({ recordId: _id }).toArray());
    expect(stored).not.toContain('Anna');
    expect(stored).not.toContain('192.0.2.7');
    expect(await reasons(_id)).toEqual([]);
    await run(() => change(_id, { state: 'there' }));
    expect(await reasons(_id)).toEqual([]);
  });

  it('holds where something is told of a record that is gone, and where nothing but happenings is told', async () => {
    const _id = await aStored();
    await run(() => parcels.findOneAndDelete({ _id }).lean().exec());
    await context.get(AuditJournal).erase(anAdministrator(), _id.toHexString());
    expect((await history(_id)).map(({ action }) => action)).toEqual(['created', 'deleted', 'erased']);
    expect(await reasons(_id)).toEqual([]);
    const unknown = aParcel()._id;
    await context.get(AuditJournal).add({ kind: 'client', recordId: unknown.toHexString(), action: 'refused' });
    expect(await reasons(unknown)).toEqual([]);
    await behind('parcels').insertOne({ ...aParcel(), _id: unknown });
    expect(await reasons(unknown)).toEqual([{ seq: 1, reason: 'end' }]);
    await behind('parcels').deleteOne({ _id: unknown });
  });

  it('takes in what happened to a record by several at once, one behind the other', async () => {
    const _id = await aStored();
    const journal = context.get(AuditJournal);
    const refuse = () => journal.add({ kind: 'client', recordId: _id.toHexString(), action: 'refused' });
    await Promise.all(Array.from({ length: 4 }, refuse));
    expect((await history(_id)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(await reasons(_id)).toEqual([]);
  });

  it('begins for records of before with what they were then', async () => {
    const _id = (await behind('parcels').insertOne({ ...aParcel() })).insertedId;
    expect(await reasons(_id)).toEqual([{ seq: null, reason: 'chain' }]);
    const told = (await behind('parcels').insertOne({ ...aParcel() })).insertedId;
    await context.get(AuditJournal).add({ kind: 'client', recordId: told.toHexString(), action: 'refused' });
    const begins = auditBegins('2026-11-28-audit-begins', { ...auditSchemas, Parcel: parcelSchema });
    await migrate(context.connection, [begins]);
    expect(await history(_id)).toMatchObject([
      { action: 'found', actor: null, changes: [{ after: 'packed' }, { after: 'Anna Kim' }] },
    ]);
    expect((await history(told)).map(({ action, version }) => [action, version])).toEqual([
      ['refused', null],
      ['found', 1],
    ]);
    for (const one of [_id, told]) {
      await run(() => change(one, { state: 'sent' }));
      expect(await reasons(one)).toEqual([]);
    }
  });

  it('is listed by person, kind, action and period to those who may read it, page by page', async () => {
    const actor = aManager();
    const as = <T>(work: () => Promise<T>) => runInRequest({ requestId: 'r-1', actor }, work);
    const first = await as(() => aStored());
    const begin = new Date();
    for (const state of ['sent', 'there', 'back']) await as(() => run(() => change(first, { state })));
    const list = context.get(AuditList);
    const mine = { personId: actor.employeeId, limit: 3 };
    const page = await list.page(auditor, mine);
    expect(page.data.map(({ seq }) => seq)).toEqual([4, 3, 2]);
    const rest = await list.page(auditor, { ...mine, cursor: page.page.nextCursor! });
    expect(rest.data.map(({ seq }) => seq)).toEqual([1]);
    const seqs = async (filter: object) =>
      (await list.page(auditor, { ...mine, ...filter })).data.map(({ seq }) => seq);
    expect(await seqs({ action: 'created' })).toEqual([1]);
    expect(await seqs({ kind: 'deal' })).toEqual([]);
    expect(await seqs({ to: begin.toISOString() })).toEqual([1]);
    expect(await seqs({ from: begin.toISOString() })).toEqual([4, 3, 2]);
    await expect(list.page(actor, mine)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('holds for any history, and the walk over everything sees all of it', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => aStored()));
    const steps: ((_id: Types.ObjectId, word: string) => Promise<unknown>)[] = [
      (_id, state) => run(() => change(_id, { state })),
      (_id, to) =>
        run(() =>
          parcels.updateMany({ _id: trusted({ $in: [_id, ids[0]!] }) }, { $set: { to }, $inc: { version: 1 } }).exec(),
        ),
      (_id) => run(() => parcels.updateOne({ _id }, { $unset: { words: 1 }, $inc: { version: 1 } }).exec()),
      (_id, state) =>
        run(() => change(_id, { state }).then(() => Promise.reject(new Error('aborted')))).catch(() => undefined),
      (_id) => context.get(AuditJournal).add({ kind: 'client', recordId: _id.toHexString(), action: 'refused' }),
    ];
    for (let left = 60; left > 0; left -= 1)
      await steps[randomInt(steps.length)]!(ids[randomInt(ids.length)]!, `w${left % 7}`);
    const checks = context.get(AuditCheck);
    const seen = { entries: 0, records: 0, breaks: [] as unknown[] };
    for (let cursor: string | null = null, limit = 7; ;) {
      const step = await checks.step(auditor, { cursor, limit });
      seen.entries += step.entries;
      seen.records += step.records;
      seen.breaks.push(...step.breaks);
      if (step.nextCursor === null) break;
      cursor = step.nextCursor;
    }
    expect(seen.breaks).toEqual([]);
    expect(seen.entries).toBe(await behind().countDocuments());
    expect(seen.records).toBe((await behind().distinct('recordId')).length);
  });
});
