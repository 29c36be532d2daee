import { legalForms } from './places.ts';
import type { ClassifierDraft, Language } from './organisation.ts';
import type { Random } from './random.ts';

/** Names of organisations are put together from a proper name and what they do. */
const proper: Readonly<Record<Language, readonly string[]>> = {
  ru: [
    ...['Урал', 'Волга', 'Кама', 'Нева', 'Ока', 'Сибирь', 'Балтика', 'Тверь', 'Вятка', 'Алтай', 'Онега', 'Печора'],
    ...['Самара', 'Исеть', 'Тобол', 'Яуза', 'Енисей', 'Байкал', 'Дон', 'Кубань', 'Ладога', 'Вега', 'Полюс', 'Азимут'],
    ...['Север', 'Восход', 'Маяк', 'Родник', 'Атлант', 'Гранит'],
  ],
  en: [
    ...['Falcon', 'Harbour', 'Blue Dune', 'Palm', 'Summit', 'Crescent', 'Oasis', 'Meridian', 'Silk Road', 'Anchor'],
    ...['Pearl', 'Atlas', 'Caspian', 'Steppe', 'Bosphorus', 'Deccan', 'Danube', 'Nile Delta', 'Al Noor', 'Thames'],
  ],
};

interface Sector extends ClassifierDraft {
  readonly trade: Readonly<Record<Language, readonly string[]>>;
}

const sector = (code: string, name: Sector['name'], trade: Sector['trade']): Sector => ({ code, name, trade });

export const sectors: readonly Sector[] = [
  sector(
    'retail',
    { ru: 'Розничная торговля', en: 'Retail' },
    { ru: ['Маркет', 'Торгсеть', 'Ритейл', 'Универсам'], en: ['Retail', 'Stores', 'Hypermarkets'] },
  ),
  sector(
    'logistics',
    { ru: 'Логистика', en: 'Logistics' },
    { ru: ['Транзит', 'Логистика', 'Терминал', 'Карго'], en: ['Logistics', 'Freight', 'Shipping'] },
  ),
  sector(
    'manufacturing',
    { ru: 'Промышленность', en: 'Manufacturing' },
    { ru: ['Маш', 'Металл', 'Прибор', 'Литьё'], en: ['Industries', 'Steel', 'Plastics'] },
  ),
  sector(
    'food',
    { ru: 'Продукты питания', en: 'Food' },
    { ru: ['Хлеб', 'Молоко', 'Продукт', 'Агро'], en: ['Foods', 'Dairy', 'Mills'] },
  ),
  sector(
    'medical',
    { ru: 'Медицина', en: 'Medical' },
    { ru: ['Фарм', 'Медтехника', 'Аптека'], en: ['Pharma', 'Medical'] },
  ),
  sector(
    'construction',
    { ru: 'Строительство', en: 'Construction' },
    { ru: ['Строй', 'Бетон', 'Кровля'], en: ['Building Materials', 'Cement'] },
  ),
];

/** A name that no other company has: `ООО «Кама Логистика»`, `Falcon Freight LLC`. */
export interface CompanyName {
  readonly core: string;
  readonly sectorCode: string;
}

/** Every company name that can be put together, in an order of chance. */
export function companyNames(random: Random, language: Language): CompanyName[] {
  const names = proper[language].flatMap((name) =>
    sectors.flatMap(({ code, trade }) =>
      trade[language].map((word) => ({ core: `${name} ${word}`, sectorCode: code })),
    ),
  );
  return random.en.helpers.shuffle(names);
}

/** The name with its legal form. */
export function legalName(random: Random, core: string, region: string): string {
  if (region in legalForms) return `${core} ${legalForms[region] ?? ''}`;
  return `${random.pick(['ООО', 'ООО', 'ООО', 'АО'])} «${core}»`;
}
