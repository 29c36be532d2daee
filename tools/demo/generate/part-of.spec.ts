import { generateOrganisation } from './generate-organisation.ts';
import { partOf } from './part-of.ts';

const whole = generateOrganisation({ seed: 1, today: '2026-11-23' });
const excerpt = partOf(whole, 'excerpt');
const keysOf = (rows: readonly { readonly externalId: string }[]): Set<string> =>
  new Set(rows.map(({ externalId }) => externalId));

describe(partOf, () => {
  it('leaves the whole as it is', () => {
    expect(partOf(whole, 'whole')).toBe(whole);
  });

  it('has all clients of those who sign in, with all their deals, and less than half of all clients', () => {
    const owners = new Set(whole.users.map(({ employeeKey }) => employeeKey));
    const own = keysOf(whole.clients.filter(({ ownerKey }) => owners.has(ownerKey)));
    expect(keysOf(excerpt.clients).isSupersetOf(own)).toBe(true);
    expect(excerpt.deals.filter(({ clientKey }) => own.has(clientKey))).toEqual(
      whole.deals.filter(({ clientKey }) => own.has(clientKey)),
    );
    expect(excerpt.clients.length).toBeLessThan(whole.clients.length / 2);
    expect(excerpt.activities.length).toBeGreaterThan(0);
  });

  it('names nothing that it has left out', () => {
    const clients = keysOf(excerpt.clients);
    const contacts = keysOf(excerpt.contactPersons);
    const deals = keysOf(excerpt.deals);
    const parents = excerpt.clients.flatMap(({ parentExternalId }) => parentExternalId ?? []);
    const { activities, commitments, contactPersons } = excerpt;
    const affiliated = contactPersons.flatMap(({ affiliations }) => affiliations.map((one) => one.clientExternalId));
    const ofClients = [...excerpt.deals, ...activities, ...commitments].map(({ clientKey }) => clientKey);
    expect(clients.isSupersetOf(new Set([...parents, ...affiliated, ...ofClients]))).toBe(true);
    expect(contacts.isSupersetOf(new Set(activities.flatMap(({ contactPersonKeys }) => contactPersonKeys)))).toBe(true);
    expect(deals.isSupersetOf(new Set(activities.flatMap(({ dealKey }) => dealKey ?? [])))).toBe(true);
  });

  it('has nobody but the people', () => {
    const { clients, contactPersons, deals, activities, commitments, employees, users } = partOf(whole, 'people');
    expect([clients, contactPersons, deals, activities, commitments]).toEqual([[], [], [], [], []]);
    expect([employees, users]).toEqual([whole.employees, whole.users]);
  });
});
