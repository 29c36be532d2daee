import { KnownValues } from './known-values.ts';

const products = new KnownValues(
  ['GTX Basic', 'GTX Pro', 'MG Special', 'GTX Plus Pro', 'GTK 500'].map((name) => ({ code: name, names: [name] })),
);
const sectors = new KnownValues([
  { code: 'technology', names: ['technology', 'Technology', 'Технологии'] },
  { code: 'retail', names: ['retail', 'Retail'] },
]);
const countries = new KnownValues(
  ['Philippines', 'Kenya', 'Niger', 'Nigeria', 'South Korea', 'North Korea', 'Mali'].map((name) => ({
    code: name,
    names: [name],
  })),
);

describe(KnownValues, () => {
  it('takes a name as it is', () => {
    expect(products.match('GTX Pro')).toEqual({ kind: 'exact', code: 'GTX Pro' });
    expect(sectors.match('technology')).toEqual({ kind: 'exact', code: 'technology' });
    expect(sectors.match('Технологии')).toEqual({ kind: 'exact', code: 'technology' });
    expect(countries.match('Niger')).toEqual({ kind: 'exact', code: 'Niger' });
  });

  it.each([
    ['GTXPro', 'GTX Pro', 'spacing'],
    ['gtx  pro', 'GTX Pro', 'spacing'],
    ['GTX Prо', 'GTX Pro', 'typo'], // a Cyrillic о
    ['GTX Plus Por', 'GTX Plus Pro', 'typo'],
  ])('reads the product "%s" as "%s" (%s)', (text, name, reason) => {
    expect(products.match(text)).toEqual({ kind: 'corrected', code: name, name, reason });
  });

  it('shows a correction as the value is first written', () => {
    expect(sectors.match('technolgy')).toEqual({
      kind: 'corrected',
      code: 'technology',
      name: 'technology',
      reason: 'typo',
    });
  });

  it.each([
    ['Philipines', 'Philippines'],
    ['Kenia', 'Kenya'],
    ['Nigerria', 'Nigeria'],
  ])('reads the country "%s" as "%s"', (text, name) => {
    expect(countries.match(text)).toMatchObject({ kind: 'corrected', name });
  });

  it.each([
    ['nothing near', 'Atlantis'],
    ['two that are equally near', 'Nigeri'],
    ['part of two names', 'Korea'],
    ['three slips', 'Philpins'],
    ['one slip in a short word', 'Mli'],
  ])('does not know a text with %s', (_what, text) => {
    expect(countries.match(text)).toEqual({ kind: 'unknown' });
  });

  it('knows what is added later', () => {
    const known = new KnownValues([]);
    expect(known.match('Korea')).toEqual({ kind: 'unknown' });
    known.add({ code: 'korea', names: ['Korea'] });
    expect(known.match('Korea')).toEqual({ kind: 'exact', code: 'korea' });
  });
});
