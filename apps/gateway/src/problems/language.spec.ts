import { languageOf } from './language.ts';

describe(languageOf, () => {
  it.each([
    { header: undefined, language: 'en' },
    { header: '', language: 'en' },
    { header: '*', language: 'en' },
    { header: 'ru', language: 'ru' },
    { header: 'ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7', language: 'ru' },
    { header: 'en-GB,en;q=0.9,ru;q=0.8', language: 'en' },
    { header: 'de, ru;q=0.5, en;q=0.4', language: 'ru' },
    { header: 'EN;q=0.1, RU ; q=0.2', language: 'ru' },
    { header: 'ru;q=0, de', language: 'en' },
    { header: 'ru;q=nonsense, en', language: 'en' },
    { header: 'de,fr', language: 'en' },
  ])('is $language for "$header"', ({ header, language }) => {
    expect(languageOf(header)).toBe(language);
  });
});
