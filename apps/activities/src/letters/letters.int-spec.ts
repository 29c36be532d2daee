import { JobQueue } from '@crm/jobs';
import { DomainError } from '@crm/kernel';
import { Backlogs, metricsText } from '@crm/observability';
import { Transaction, toObjectId, newId } from '@crm/persistence';
import { RedisConnection } from '@crm/redis';
import { eventually } from '@crm/testing';
import { type ActivitiesContext, startActivitiesContext } from '../../test/activities-context.ts';
import { useOwnRedisDatabase } from '../../test/own-redis.ts';
import { StaffStandIn, anEmployee, nobody } from '../../test/staff-stand-in.ts';
import { type MailCatcher, type Refusal, startMailCatcher } from '../../../../tools/mail-catcher/mail-catcher.ts';
import type { NotificationDocument } from '../notifications/notification.schema.ts';
import { NotificationWriter } from '../notifications/notification-writer.service.ts';
import { sendLetter } from './letter-job.ts';
import { letterIdOf } from './letter.ts';
import { LetterReconciler } from './letter-reconciler.worker.ts';
import { LetterRepository } from './letter.repository.ts';
import type { LetterDocument } from './letter.schema.ts';
import { LetterSending } from './letter-sending.service.ts';
import { LettersModule } from './letters.module.ts';

describe('letters about notifications', () => {
  let staff: StaffStandIn;
  let catcher: MailCatcher;
  let context: ActivitiesContext;
  let refusal: Refusal | undefined;

  beforeAll(async () => {
    useOwnRedisDatabase(6);
    staff = new StaffStandIn();
    catcher = await startMailCatcher({ refuse: () => refusal });
    const settings = { from: 'CRM <crm@firm.example>', language: 'ru', publicUrl: 'https://crm.firm.example' } as const;
    const letters = LettersModule.forRoot({ smtpUrl: catcher.url, ...settings });
    context = await startActivitiesContext({ imports: [await staff.start()], letters });
  });
  beforeEach(() => {
    refusal = undefined;
    staff.answer = (id) => anEmployee({ id });
  });
  afterAll(async () => {
    await context.stop();
    await staff.stop();
    await catcher.stop();
  });

  const notify = (employeeId = newId()): Promise<NotificationDocument> => {
    const now = new Date();
    const cause = { reminderId: toObjectId(newId()), reminderVersion: 1, activityId: toObjectId(newId()) };
    const facts = {
      kind: 'reminder',
      subject: 'Позвонить',
      plannedAt: now,
      dueAt: now,
      clientId: toObjectId(newId()),
    } as const;
    return context
      .get(Transaction)
      .run(() =>
        context.get(NotificationWriter).write({ ...cause, ...facts, employeeId: toObjectId(employeeId) }, now),
      );
  };
  const idOf = ({ _id }: NotificationDocument) => letterIdOf(_id.toHexString());
  const caught = (notification: NotificationDocument) =>
    catcher.letters.filter((letter) => letter.notification === idOf(notification));
  const model = () => context.model<LetterDocument>('Letter');
  const stored = (notification: NotificationDocument) =>
    model().findById(idOf(notification)).orFail().lean<LetterDocument>().exec();
  const becomes = (notification: NotificationDocument, expected: Partial<LetterDocument>) =>
    eventually(async () => expect(await stored(notification)).toMatchObject(expected), { within: 30_000 });
  /** As if the pause before the next attempt had passed, and with it every job that was ordered for it. */
  const makeOverdue = (notification: NotificationDocument) =>
    model().updateOne({ _id: idOf(notification) }, { dueAt: new Date(Date.now() - 60_000) });

  it('go to the address that the clients service knows, in the language of the installation, with a link', async () => {
    const notification = await notify();
    await becomes(notification, { status: 'sent', to: `${notification.employeeId.toHexString()}@firm.example` });
    const [letter, ...more] = caught(notification);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      to: [`${notification.employeeId.toHexString()}@firm.example`],
      subject: 'Напоминание: Позвонить',
      messageId: `<${idOf(notification)}@firm.example>`,
    });
    expect(letter?.source.replace(/=\r\n/g, '')).toContain(
      `https://crm.firm.example/clients/${notification.clientId?.toHexString()}`,
    );
  });

  it('are not written when the notification is not', async () => {
    const written: NotificationDocument[] = [];
    const undone = context.get(Transaction).run(async () => {
      written.push(await notify());
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(written).toHaveLength(1);
    expect(await model().countDocuments({ _id: idOf(written[0]!) })).toBe(0);
  });

  it('are twenty for twenty notifications, however many workers and reconcilers hurry', async () => {
    const employeeIds = Array.from({ length: 20 }, () => newId());
    const notifications: NotificationDocument[] = [];
    for (const employeeId of employeeIds) notifications.push(await notify(employeeId));
    await Promise.all(Array.from({ length: 3 }, () => context.get(LetterReconciler).reconcile()));
    for (const notification of notifications) await becomes(notification, { status: 'sent' });
    expect(notifications.map((notification) => caught(notification).length)).toEqual(
      Array.from({ length: 20 }, () => 1),
    );
  });

  it('are sent once of ten attempts at the same time', async () => {
    refusal = { code: 451, message: 'later' };
    const notification = await notify();
    await becomes(notification, { failure: expect.stringContaining('later') as string });
    refusal = undefined;
    await makeOverdue(notification);
    const { _id: letterId, version } = await stored(notification);
    const attempts = Array.from({ length: 10 }, () => context.get(LetterSending).send({ letterId, version }));
    const kinds = (await Promise.all(attempts)).map(({ kind }) => kind).toSorted();
    expect(kinds).toEqual([...Array.from({ length: 9 }, () => 'over'), 'tried']);
    expect(caught(notification)).toHaveLength(1);
  });

  it('that were sent by a worker which died before it said so are sent again, under the same Message-ID', async () => {
    const repository = context.get(LetterRepository);
    const { settle } = repository;
    repository.settle = () => Promise.reject(new Error('The process has died'));
    const notification = await notify();
    await eventually(() => expect(caught(notification)).toHaveLength(1));
    repository.settle = settle;
    expect(await stored(notification)).toMatchObject({ status: 'scheduled', attempts: 1 });

    await makeOverdue(notification);
    await context.get(LetterReconciler).reconcile();
    await becomes(notification, { status: 'sent', attempts: 2 });
    const [first, second, ...more] = caught(notification).map(({ messageId }) => messageId);
    expect(more).toEqual([]);
    expect(second).toBe(first);
  });

  it('come after Redis has lost all orders', async () => {
    refusal = { code: 451, message: 'later' };
    const notification = await notify();
    await becomes(notification, { attempts: 1, failure: expect.stringContaining('later') as string });
    refusal = undefined;
    await context.get(RedisConnection).client.flushDb();
    await model().updateOne({ _id: idOf(notification) }, { dueAt: new Date() });
    await context.get(LetterReconciler).reconcile();
    await becomes(notification, { status: 'sent' });
    expect(caught(notification)).toHaveLength(1);
  });

  it('that are refused for now are tried again, after growing pauses', async () => {
    refusal = { code: 452, message: 'the mailbox is full' };
    const notification = await notify();
    const pauses: number[] = [];
    for (let attempts = 1; attempts <= 3; attempts += 1) {
      await becomes(notification, { attempts, failure: expect.stringContaining('mailbox is full') as string });
      const { dueAt } = await stored(notification);
      pauses.push(dueAt.getTime() - Date.now());
      await makeOverdue(notification);
      await context.get(LetterReconciler).reconcile();
    }
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    refusal = undefined;
    await makeOverdue(notification);
    await context.get(LetterReconciler).reconcile();
    await becomes(notification, { status: 'sent' });
  });

  it('that are refused for good are given up with the reason, which a metric shows', async () => {
    refusal = { code: 550, message: 'no such mailbox' };
    const notification = await notify();
    await becomes(notification, { status: 'failed', attempts: 1 });
    expect((await stored(notification)).failure).toContain('no such mailbox');
    expect((await metricsText()).body).toMatch(/crm_letters_total\{outcome="failed"\} [1-9]/);
  });

  it.each([
    ['nobody knows', nobody, 'employee.not_found'],
    ['has no address', (id: string) => anEmployee({ id, email: null }), 'no_address'],
    ['was dismissed', (id: string) => anEmployee({ id, status: 'dismissed' }), 'not_employed'],
  ])('to somebody who %s are given up', async (_who, answer, failure) => {
    staff.answer = answer;
    const notification = await notify();
    await becomes(notification, { status: 'failed', failure });
    expect(caught(notification)).toEqual([]);
  });

  it('wait while the clients service cannot say where to', async () => {
    staff.answer = () => {
      throw new DomainError('internal');
    };
    const notification = await notify();
    await becomes(notification, { status: 'scheduled', failure: 'internal' });
  });

  it('do not wait for a poisonous order or letter', async () => {
    await context
      .get(JobQueue)
      .add(
        { ...sendLetter, payload: sendLetter.payload.loose() },
        { letterId: 'none', version: 1, bad: 1 },
        { id: 'a-poison' },
      );
    const poisoned = await notify();
    await model().updateOne({ _id: idOf(poisoned) }, { $set: { employeeId: toObjectId(newId()) } });
    staff.answer = (id) =>
      id === poisoned.employeeId.toHexString() ? anEmployee({ id, email: 'not an address' }) : anEmployee({ id });
    const others = [await notify(), await notify(), await notify()];
    for (const other of others) await becomes(other, { status: 'sent' });
  });

  it('are seen when they wait too long', async () => {
    refusal = { code: 451, message: 'later' };
    const notification = await notify();
    await becomes(notification, { attempts: 1 });
    await model().updateOne({ _id: idOf(notification) }, { createdAt: new Date(Date.now() - 3_600_000) });
    const states = await context.get(Backlogs).look();
    expect(states.find(({ list }) => list === 'letters')).toMatchObject({ late: true, limitSeconds: 900 });
    await model().deleteOne({ _id: idOf(notification) });
  });
});
