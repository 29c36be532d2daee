import { NewClient } from '@crm/contracts';
import { changeOfClient, newClient } from './client.ts';

const ownership = { ownerId: 'a'.repeat(24), departmentId: 'b'.repeat(24) };
const { ownerId: _owner, ...organisation } = NewClient.parse({ kind: 'organisation', name: 'ООО «Ёлка»' });

describe(newClient, () => {
  it('can be searched by its name from the first moment', () => {
    expect(newClient(organisation, ownership)).toMatchObject({
      ...ownership,
      words: ['ооо', 'елка'],
      sortName: 'ооо елка',
    });
  });

  it('refuses personal facts of an organisation', () => {
    expect(() => newClient({ ...organisation, person: { birthday: '1990-01-01' } }, ownership)).toThrow('invalid');
  });

  it('refuses facts of an organisation for a person', () => {
    expect(() => newClient({ ...organisation, kind: 'person', organisation: {} }, ownership)).toThrow('invalid');
  });
});

describe(changeOfClient, () => {
  it('makes a new name searchable', () => {
    expect(changeOfClient('person', { name: 'Анна Ким' })).toEqual({
      name: 'Анна Ким',
      words: ['анна', 'ким'],
      sortName: 'анна ким',
    });
  });

  it('leaves the words alone when the name stays', () => {
    expect(changeOfClient('person', { note: 'VIP' })).toEqual({ note: 'VIP' });
  });

  it('refuses facts of the other kind, but takes their absence', () => {
    expect(() => changeOfClient('person', { organisation: { foundedIn: 1999 } })).toThrow('invalid');
    expect(changeOfClient('person', { organisation: null })).toEqual({ organisation: null });
  });
});
