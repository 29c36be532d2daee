import type { ClassifierDraft, Language } from './organisation.ts';

/** A town where clients are. */
export interface Place {
  readonly city: string;
  readonly region: string;
  /** The beginning of a telephone number; what follows cannot be anybody's real number. */
  readonly phone: string;
}

const place = (city: string, region: string, phone: string): Place => ({ city, region, phone });

/** The towns that each office works in. */
export const placesOf = {
  moscow: [
    place('Москва', 'moscow', '+7 495 000'),
    place('Москва', 'moscow', '+7 499 000'),
    place('Санкт-Петербург', 'north-west', '+7 812 000'),
    place('Нижний Новгород', 'volga', '+7 831 000'),
    place('Казань', 'volga', '+7 843 000'),
    place('Воронеж', 'central-russia', '+7 473 000'),
    place('Краснодар', 'south-russia', '+7 861 000'),
    place('Ростов-на-Дону', 'south-russia', '+7 863 000'),
  ],
  urals: [
    place('Екатеринбург', 'urals', '+7 343 000'),
    place('Челябинск', 'urals', '+7 351 000'),
    place('Пермь', 'urals', '+7 342 000'),
    place('Тюмень', 'urals', '+7 345 000'),
    place('Новосибирск', 'siberia', '+7 383 000'),
    place('Омск', 'siberia', '+7 381 000'),
    place('Красноярск', 'siberia', '+7 391 000'),
  ],
  dubai: [
    place('Dubai', 'ae', '+971 4 000'),
    place('Abu Dhabi', 'ae', '+971 2 000'),
    place('Almaty', 'kz', '+7 727 000'),
    place('Istanbul', 'tr', '+90 212 000'),
    place('Mumbai', 'in', '+91 22 0000'),
    place('Belgrade', 'rs', '+381 11 000'),
    place('Cairo', 'eg', '+20 2 0000'),
    place('Muscat', 'om', '+968 2400'),
    place('London', 'gb', '+44 20 7946'),
    place('Munich', 'de', '+49 89 0000'),
  ],
} as const satisfies Record<string, readonly Place[]>;

export type OfficeCode = keyof typeof placesOf;

/** How a company is called in law, by the region that it is registered in. */
export const legalForms: Readonly<Record<string, string>> = {
  ae: 'LLC',
  kz: 'LLP',
  tr: 'A.Ş.',
  in: 'Pvt Ltd',
  rs: 'd.o.o.',
  eg: 'S.A.E.',
  om: 'SAOC',
  gb: 'Ltd',
  de: 'GmbH',
};

const countryCodes = Object.keys(legalForms);
const countryName = (code: string, language: Language): string =>
  new Intl.DisplayNames([language], { type: 'region' }).of(code.toUpperCase()) ?? code;

export const regions: readonly ClassifierDraft[] = [
  { code: 'moscow', name: { ru: 'Москва', en: 'Moscow' } },
  { code: 'north-west', name: { ru: 'Северо-Запад', en: 'North-West Russia' } },
  { code: 'central-russia', name: { ru: 'Центральная Россия', en: 'Central Russia' } },
  { code: 'volga', name: { ru: 'Поволжье', en: 'Volga' } },
  { code: 'south-russia', name: { ru: 'Юг России', en: 'South Russia' } },
  { code: 'urals', name: { ru: 'Урал', en: 'Urals' } },
  { code: 'siberia', name: { ru: 'Сибирь', en: 'Siberia' } },
  ...countryCodes.map((code) => ({ code, name: { ru: countryName(code, 'ru'), en: countryName(code, 'en') } })),
];
