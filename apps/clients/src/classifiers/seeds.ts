import type { ClassifierValue } from '@crm/contracts';

/** A value that an installation begins with. Codes are stable: imports and integrations rely on them. */
export type ClassifierSeed = Pick<ClassifierValue, 'code' | 'name'>;

const seed = (code: string, ru: string, en: string): ClassifierSeed => ({ code, name: { ru, en } });

export const sectors: readonly ClassifierSeed[] = [
  seed('technology', 'Технологии', 'Technology'),
  seed('medical', 'Медицина', 'Medical'),
  seed('retail', 'Розничная торговля', 'Retail'),
  seed('software', 'Программное обеспечение', 'Software'),
  seed('entertainment', 'Развлечения', 'Entertainment'),
  seed('marketing', 'Маркетинг', 'Marketing'),
  seed('telecommunications', 'Телекоммуникации', 'Telecommunications'),
  seed('finance', 'Финансы', 'Finance'),
  seed('employment', 'Подбор персонала', 'Employment'),
  seed('services', 'Услуги', 'Services'),
];

/** How a client may have learned of us. */
export const sources: readonly ClassifierSeed[] = [
  seed('recommendation', 'Рекомендация', 'Recommendation'),
  seed('exhibition', 'Выставка', 'Exhibition'),
  seed('advertisement', 'Реклама', 'Advertisement'),
  seed('article', 'Статья', 'Article'),
  seed('website', 'Сайт', 'Website'),
  seed('cold-call', 'Холодный звонок', 'Cold call'),
  seed('partner', 'Партнёр', 'Partner'),
  seed('other', 'Другое', 'Other'),
];
