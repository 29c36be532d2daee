import type { ClassifierValue } from '@crm/contracts';

type Seed = Pick<ClassifierValue, 'code' | 'name'>;

/** A refusal for a reason of this code has to be explained in words. */
export const OTHER_REASON = 'other';

/** The reasons of refusal that every installation begins with, in the order in which they are offered. */
export const lostReasons: readonly Seed[] = [
  { code: 'price', name: { ru: 'Цена', en: 'Price' } },
  { code: 'competitor', name: { ru: 'Выбрали конкурента', en: 'Chose a competitor' } },
  { code: 'no-need', name: { ru: 'Нет потребности', en: 'No need' } },
  { code: 'no-budget', name: { ru: 'Нет бюджета', en: 'No budget' } },
  { code: 'no-decision', name: { ru: 'Решение не принято', en: 'No decision' } },
  { code: 'postponed', name: { ru: 'Отложено', en: 'Postponed' } },
  { code: 'not-recorded', name: { ru: 'Причина не записана', en: 'Reason not recorded' } },
  { code: OTHER_REASON, name: { ru: 'Другое', en: 'Other' } },
];
