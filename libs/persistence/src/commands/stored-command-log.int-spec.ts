import { DomainError, isDomainError } from '@crm/kernel';
import { type RepeatableRequest, runInRequest } from '@crm/observability';
import {
  ServiceContext,
  SeverableLink,
  eventually,
  failMongo,
  healMongo,
  startServiceContext,
  uniqueName,
} from '@crm/testing';
import { mongo, type Model } from 'mongoose';
import { aNote, noteSchema, type Note } from '../../test/note.ts';
import type { CommandDocument } from './command.schema.ts';
import { StoredCommandLog, Transaction, commandSchema, openConnection } from '../index.ts';

const HOST_UNREACHABLE = 6;

describe(StoredCommandLog, () => {
  let context: ServiceContext;
  let log: StoredCommandLog;
  let transaction: Transaction;
  let notes: Model<Note>;

  beforeAll(async () => {
    context = await startServiceContext({ schemas: { Command: commandSchema, Note: noteSchema } });
    log = context.get(StoredCommandLog);
    transaction = context.get(Transaction);
    notes = context.connection.model<Note>('Note');
  });
  beforeEach(() => notes.deleteMany());
  afterEach(() => healMongo(context.connection));
  afterAll(() => context.stop());

  const aCommand = (given: Partial<RepeatableRequest> = {}): RepeatableRequest => ({
    key: uniqueName('key'),
    fingerprint: 'one',
    replayed: false,
    ...given,
  });
  const again = (command: RepeatableRequest): RepeatableRequest => ({ ...command, replayed: false });
  const write = (text = 'written') => transaction.run(() => notes.create(aNote({ text })).then(() => ({ text })));
  const texts = async (): Promise<string[]> => (await notes.find().lean()).map(({ text }) => text);
  const refusing = (error: unknown) => async (): Promise<never> => {
    await write('refused');
    throw error;
  };
  const withDeadline = <T>(ms: number, work: () => Promise<T>): Promise<T> =>
    runInRequest({ requestId: 'r-1', deadline: Date.now() + ms }, work);

  it('answers a repetition to the letter and carries nothing out', async () => {
    const command = aCommand();
    const reply = { b: 'two', a: [1.5, null, { at: '2026-01-01T00:00:00.000Z' }], absent: undefined, ж: 'ы' };
    const given = await log.once(command, () => write().then(() => reply));
    const repetition = again(command);
    const repeated = await log.once<unknown>(repetition, () => write('twice'));
    expect(JSON.stringify(repeated)).toBe(JSON.stringify(given));
    expect([command.replayed, repetition.replayed]).toEqual([false, true]);
    expect(await texts()).toEqual(['written']);
  });

  it('answers a repetition of a command that has nothing to say', async () => {
    const command = aCommand();
    const nothing = async (): Promise<unknown> => undefined;
    expect(await log.once(command, nothing)).toBeUndefined();
    expect(await log.once(again(command), nothing)).toBeUndefined();
  });

  it('refuses another question under the same key', async () => {
    const command = aCommand();
    await log.once(command, () => write());
    const other = log.once({ ...again(command), fingerprint: 'two' }, () => write('other'));
    await expect(other).rejects.toMatchObject({ code: 'repeat.mismatch' });
    expect(await texts()).toEqual(['written']);
  });

  it('refuses a second one at once while the first is being worked on', async () => {
    const command = aCommand();
    const gate = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    const first = log.once(command, async () => {
      begun.resolve(undefined);
      await gate.promise;
      return write();
    });
    await begun.promise;
    const second = log.once(again(command), () => write('second'));
    await expect(second).rejects.toMatchObject({ code: 'repeat.in_progress' });
    gate.resolve(undefined);
    await first;
    expect(await log.once(again(command), () => write('third'))).toEqual({ text: 'written' });
    expect(await texts()).toEqual(['written']);
  });

  it('carries out one of many at once, and gives its answer to all that repeat', async () => {
    const command = aCommand();
    const call = () => log.once(again(command), () => write());
    const codeOf = (error: unknown) => (isDomainError(error) ? error.code : error);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => call().catch(codeOf)));
    const refused = outcomes.filter((outcome) => typeof outcome === 'string');
    expect(refused).toEqual(refused.map(() => 'repeat.in_progress'));
    expect(await call()).toEqual({ text: 'written' });
    expect(await texts()).toEqual(['written']);
  });

  it('repeats a refusal with its details, though it would be none by now', async () => {
    const command = aCommand();
    const first = log.once(command, refusing(new DomainError('deal.closed', { dealId: '7' })));
    await expect(first).rejects.toMatchObject({ code: 'deal.closed' });
    const repetition = again(command);
    const second = log.once(repetition, () => write());
    await expect(second).rejects.toMatchObject({ code: 'deal.closed', details: { dealId: '7' } });
    expect(repetition.replayed).toBe(true);
    expect(await texts()).toEqual([]);
  });

  it('repeats a failure that nobody foresaw', async () => {
    const command = aCommand();
    await expect(log.once(command, refusing(new TypeError('the insides')))).rejects.toThrow('the insides');
    const second = log.once(again(command), () => write());
    await expect(second).rejects.toMatchObject({ code: 'internal', details: {} });
    expect(await texts()).toEqual([]);
  });

  it.each([
    { error: new DomainError('invalid') },
    { error: new DomainError('unauthenticated') },
    { error: new DomainError('service_unavailable') },
    { error: new DomainError('deadline_exceeded') },
    { error: new mongo.MongoNetworkError('gone') },
  ])('carries a command out after $error, which says nothing of it', async ({ error }) => {
    const command = aCommand();
    await expect(log.once(command, refusing(error))).rejects.toBe(error);
    expect(await log.once(again(command), () => write())).toEqual({ text: 'written' });
    expect(await texts()).toEqual(['written']);
  });

  it('carries a command out once when MongoDB has it run again', async () => {
    const command = aCommand();
    const labels = ['TransientTransactionError'];
    await failMongo(context.connection, { command: 'commitTransaction', errorCode: 112, times: 1, labels });
    expect(await log.once(command, () => write())).toEqual({ text: 'written' });
    expect(await log.once(again(command), () => write('twice'))).toEqual({ text: 'written' });
    expect(await texts()).toEqual(['written']);
  });

  it.each([
    { became: 'the effect', fate: { carriedOut: true } },
    { became: 'nothing', fate: {} },
  ] as const)('lets a repetition find out what became of a commit that nobody confirmed: $became', async ({ fate }) => {
    const command = aCommand();
    const failure = { command: 'commitTransaction', errorCode: HOST_UNREACHABLE, ...fate } as const;
    await failMongo(context.connection, failure);
    const first = withDeadline(300, () => log.once(command, () => write()));
    await expect(first).rejects.toMatchObject({ code: 'deadline_exceeded' });
    await healMongo(context.connection);
    const reply = await eventually(() => log.once(again(command), () => write()));
    expect(reply).toEqual({ text: 'written' });
    expect(await texts()).toEqual(['written']);
  });

  describe('before it repeats the answer of another process, which may have died before it had told of its change', () => {
    let told: string[];
    let other: StoredCommandLog;

    beforeEach(() => {
      told = [];
      other = new StoredCommandLog(context.connection.model<CommandDocument>('Command'), transaction);
      other.beforeRepeating(async () => void told.push('told'));
    });

    it('runs the steps', async () => {
      const command = aCommand();
      await log.once(command, () => write());
      expect(await other.once(again(command), () => write('twice'))).toEqual({ text: 'written' });
      expect(told).toEqual(['told']);
    });

    it('runs none for an answer of its own', async () => {
      const command = aCommand();
      await other.once(command, () => write());
      await other.once(again(command), () => write('twice'));
      expect(told).toEqual([]);
    });

    it('runs none for a refusal of its own', async () => {
      const command = aCommand();
      const refused = { code: 'deal.closed' };
      const refuse = refusing(new DomainError('deal.closed', { dealId: '7' }));
      await expect(other.once(command, refuse)).rejects.toMatchObject(refused);
      await expect(other.once(again(command), () => write())).rejects.toMatchObject(refused);
      expect(told).toEqual([]);
    });

    it('runs them for a commit of its own that it saw nothing of', async () => {
      const command = aCommand();
      await failMongo(context.connection, {
        command: 'commitTransaction',
        errorCode: HOST_UNREACHABLE,
        carriedOut: true,
      });
      await expect(withDeadline(300, () => other.once(command, () => write()))).rejects.toThrow();
      await healMongo(context.connection);
      await eventually(() => other.once(again(command), () => write('twice')));
      expect(told).toContain('told');
    });

    it('runs none for a command that was begun longer ago than any request lasts', async () => {
      const command = aCommand();
      await log.once(command, () => write());
      const at = new Date(Date.now() - 61_000);
      await context.connection.model<CommandDocument>('Command').updateOne({ _id: command.key }, { at });
      await other.once(again(command), () => write('twice'));
      expect(told).toEqual([]);
    });
  });

  it('lets a repetition begin anew after the process of the first has died', async () => {
    const command = aCommand();
    await beginAndDie(command);
    const reply = await eventually(() => log.once(again(command), () => write()), { within: 30_000 });
    expect(reply).toEqual({ text: 'written' });
    expect(await texts()).toEqual(['written']);
  });

  /** Takes the key and writes, over a link that breaks before the commit: the server hears nothing more of it. */
  async function beginAndDie(command: RepeatableRequest): Promise<void> {
    const { host, port, name } = context.connection;
    const link = await SeverableLink.to(`mongodb://${host}:${port}/?directConnection=true`);
    const dying = await openConnection(link.url, name);
    const dyingLog = new StoredCommandLog(
      dying.model<CommandDocument>('Command', commandSchema),
      new Transaction(dying),
    );
    const begun = Promise.withResolvers<undefined>();
    const died = dyingLog.once(command, async () => {
      await dying.model<Note>('Note', noteSchema).create(aNote({ text: 'in the hand of the dead' }));
      begun.resolve(undefined);
      await Promise.withResolvers().promise;
    });
    died.catch(() => undefined);
    await begun.promise;
    link.sever();
    await dying.close(true).catch(() => undefined);
  }
});
