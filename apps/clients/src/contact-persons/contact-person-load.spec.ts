import { ContactPersonRow } from '@crm/contracts';
import { planLoad } from '../loading/load-plan.ts';
import { contactPersonsToStore } from './contact-person-load.ts';

const clientIds = new Map([
  ['acme', 'id-of-acme'],
  ['globex', 'id-of-globex'],
]);

const row = (externalId: string, ...places: { clientExternalId: string; isPrimary?: boolean }[]): ContactPersonRow =>
  ContactPersonRow.parse({ externalId, name: externalId, affiliations: places });

const load = (...rows: ContactPersonRow[]) => {
  let count = 0;
  return contactPersonsToStore(
    planLoad(rows, new Map(), () => `id-${++count}`),
    clientIds,
  );
};

describe(contactPersonsToStore, () => {
  it('places a person at his clients', () => {
    const [kim] = load(row('Kim', { clientExternalId: 'acme', isPrimary: true }, { clientExternalId: 'globex' }));
    expect(kim).toMatchObject({ id: 'id-1', externalId: 'Kim', person: { sortName: 'kim' } });
    expect(kim?.person.affiliations).toEqual([
      { clientId: 'id-of-acme', position: null, isPrimary: true, from: null, to: null },
      { clientId: 'id-of-globex', position: null, isPrimary: false, from: null, to: null },
    ]);
  });

  it('leaves one primary person to a client: the last', () => {
    const persons = load(
      row('Kim', { clientExternalId: 'acme', isPrimary: true }, { clientExternalId: 'globex', isPrimary: true }),
      row('Lee', { clientExternalId: 'acme', isPrimary: true }),
    );
    expect(persons.map(({ person }) => person.affiliations.map(({ isPrimary }) => isPrimary))).toEqual([
      [false, true],
      [true],
    ]);
  });

  it('refuses an unknown client', () => {
    expect(() => load(row('Kim', { clientExternalId: 'initech' }))).toThrow('client.not_found');
  });

  it('refuses one client twice', () => {
    const twice = row('Kim', { clientExternalId: 'acme' }, { clientExternalId: 'acme' });
    expect(() => load(twice)).toThrow('contact_person.affiliation_repeated');
  });
});
