import { Injectable } from '@nestjs/common';
import { requirePermission } from '@crm/access';
import type { ActivityRow, Actor, LoadResult, loadActivities, RpcInput } from '@crm/contracts';
import { Clock } from '@crm/kernel';
import { Transaction } from '@crm/persistence';
import { loadOutcome } from '../loading/load-outcome.ts';
import type { Choice } from '../classifiers/classifier.ts';
import { ClassifierService } from '../classifiers/classifier.service.ts';
import { ReminderAlarms } from '../reminders/reminder-alarms.ts';
import { ReminderService } from '../reminders/reminder.service.ts';
import { LoadedRow, type RowValues } from './activity-row.ts';
import { ActivityRepository } from './activity.repository.ts';
import { newActivity, type NewActivity, remindersOf } from './new-activity.ts';

type Resolve = (choice: Choice) => string | null;

/** Activities by the hundred, from an import or a generator. */
@Injectable()
export class ActivityLoadService {
  constructor(
    private readonly activities: ActivityRepository,
    private readonly reminders: ReminderService,
    private readonly alarms: ReminderAlarms,
    private readonly classifiers: ClassifierService,
    private readonly transaction: Transaction,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores all rows or none. Rows whose external key is known stay as they are, so a load that broke off is repeated
   * without harm; of a key that stands twice in the message the first row counts.
   *
   * @throws DomainError `forbidden`, `invalid`, `activity.not_yet_happened`, `classifier.value_unknown`,
   *   `classifier.value_archived`
   */
  async load(actor: Actor, { rows }: RpcInput<typeof loadActivities>): Promise<LoadResult> {
    requirePermission(actor, 'load');
    const described = this.describe(rows, await this.classifiers.resolver());
    const { known, news } = await this.transaction.run(() => this.store(described));
    const created = new Map(news.map(([key, { document }]) => [key, document._id.toHexString()]));
    return loadOutcome(rows, { known, created });
  }

  private async store(described: ReadonlyMap<string, NewActivity>) {
    const known = await this.activities.idsByExternalId([...described.keys()]);
    const news = [...described].filter(([externalId]) => !known.has(externalId));
    const activities = news.map(([, activity]) => activity);
    await this.activities.insert(activities.map(({ document }) => document));
    const reminders = await this.reminders.insert(remindersOf(activities), this.clock.now());
    this.transaction.afterCommit(() => this.alarms.set(reminders));
    return { known, news };
  }

  /** The activities that the rows describe, by external key. */
  private describe(rows: readonly ActivityRow[], resolve: Resolve): Map<string, NewActivity> {
    const now = this.clock.now();
    const described = new Map<string, NewActivity>();
    for (const [index, row] of rows.entries()) {
      if (described.has(row.externalId)) continue;
      const loaded = new LoadedRow(row, valuesOf(row, resolve), index);
      const { document, reminder } = newActivity(loaded.activity(now), loaded.reminder(now), now);
      described.set(row.externalId, { document: { ...document, externalId: row.externalId }, reminder });
    }
    return described;
  }
}

const valuesOf = ({ kindCode, purposeCode, resultCode }: ActivityRow, resolve: Resolve): RowValues => ({
  kindId: resolve({ classifier: 'kind', value: kindCode }),
  purposeId: resolve({ classifier: 'purpose', value: purposeCode }),
  resultId: resolve({ classifier: 'result', value: resultCode }),
});
