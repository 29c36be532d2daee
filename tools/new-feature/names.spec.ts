import { featureNames } from './names.ts';

describe(featureNames, () => {
  it('spells a thing in every way that files need', () => {
    expect(featureNames('deals', 'price-lists')).toEqual({
      service: 'deals',
      thing: 'price-list',
      things: 'price-lists',
      Thing: 'PriceList',
      Things: 'PriceLists',
      thingName: 'priceList',
      thingCode: 'price_list',
      words: 'price list',
    });
  });

  it('takes an irregular singular', () => {
    expect(featureNames('clients', 'companies', 'company')).toMatchObject({ thing: 'company', Things: 'Companies' });
  });

  it.each([
    { things: 'PriceLists', says: 'kebab-case' },
    { things: 'price_lists', says: 'kebab-case' },
    { things: 'staff', says: 'Give the singular' },
  ])('refuses $things', ({ things, says }) => {
    expect(() => featureNames('deals', things)).toThrow(says);
  });
});
