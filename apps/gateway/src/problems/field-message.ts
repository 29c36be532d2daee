import { z } from 'zod';
import type { Language } from './language.ts';

/** The messages of the library, in each language. They are chosen for each request: nothing global is set. */
const locales = { ru: z.locales.ru().localeError, en: z.locales.en().localeError };

/** What the contracts say themselves, for the reader of Russian. */
const russian: Readonly<Record<string, string>> = {
  'must be 24 hexadecimal digits': 'должно быть 24 шестнадцатеричными цифрами',
  'must be a local time, without Z': 'должно быть местным временем, без Z',
  'must be an IANA time zone': 'должно быть часовым поясом IANA, например Europe/Moscow',
  'must be a telephone number': 'должно быть номером телефона',
  'must be a decimal such as 1200.50': 'должно быть десятичным числом, например 1200.50',
  'must be an ISO 4217 code': 'должно быть кодом валюты ISO 4217',
  'must be an hour such as 09:30': 'должно быть временем суток, например 09:30',
  'must be a code of two letters, such as ru': 'должно быть кодом из двух букв, например ru',
  'must lie after `from`': 'должно быть позже, чем `from`',
  'must not overlap': 'не должны пересекаться',
  'must be 10 or 12 digits': 'должно состоять из 10 или 12 цифр',
  'must not lie before `from`': 'не может быть раньше, чем `from`',
  'must be a path of this page': 'должно быть адресом внутри этой страницы',
  'must change something': 'должно что-то изменять',
  'must not repeat itself': 'не должно повторяться',
  'an interaction needs a kind': 'у взаимодействия должен быть вид',
  'only a task can be private': 'личной может быть только задача',
  'a client has at most 50 of them': 'у клиента их может быть не больше 50',
};

/** Puts the library's findings into words. */
export const libraryMessages = (language: Language): z.core.$ZodErrorMap => locales[language];

/** A message of the contracts in the reader's language; one of the library's is in it already. */
export const translated = (message: string, language: Language): string =>
  language === 'ru' ? (russian[message] ?? message) : message;
