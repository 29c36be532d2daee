import { fillText, type TextFacts } from './fill-text.ts';
import { english } from './texts/english.ts';
import { russian } from './texts/russian.ts';

const facts: TextFacts = {
  ...{ person: 'Анна Сергеевна', sex: 'female', product: 'Terminal T7', what: 'Terminal T7, 24 шт.', amount: '10 ₽' },
  ...{ discount: '5', day: '14 мая', weeks: '3 недели', year: '2026', city: 'Казань', competitor: 'StoreLine' },
};

describe(fillText, () => {
  it.each([
    ['{person} {звонил|звонила}', 'Анна Сергеевна звонила'],
    ['Ответил{|а} {person}', 'Ответила Анна Сергеевна'],
    ['Состав: {what}.', 'Состав: Terminal T7, 24 шт.'],
  ])('makes of "%s": "%s"', (template, text) => {
    expect(fillText(template, facts)).toBe(text);
  });

  it('refuses a placeholder that stands for nothing', () => {
    expect(() => fillText('{price}', facts)).toThrow('Nothing is known about {price}');
  });

  it.each([
    ['Russian', russian],
    ['English', english],
  ])('knows every placeholder of the %s texts', (_language, texts) => {
    for (const template of stringsIn(texts)) expect(fillText(template, facts)).not.toMatch(/[{}|]/);
  });
});

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(stringsIn);
