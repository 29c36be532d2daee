import { clientSearch } from './client-search.ts';

describe(clientSearch, () => {
  it('reads the filters of an address', () => {
    const search = { search: 'zoo', kind: 'person', status: 'customer', owner: 'me' };
    expect(clientSearch(search)).toEqual(search);
  });

  it('leaves out what it does not know', () => {
    expect(clientSearch({ kind: 'animal', owner: 'you', search: '', page: '7' })).toEqual({});
  });
});
