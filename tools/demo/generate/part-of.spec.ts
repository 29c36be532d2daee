import { generateOrganisation } from './generate-organisation.ts';
import { partOf } from './part-of.ts';

const whole = generateOrganisation({ seed: 1, today: '2026-11-23' });
const excerpt = partOf(whole, 'excerpt');
const keysOf = (rows: readonly { readonly externalId: string }[]): string[] => rows.map(({ externalId }) => externalId);
const missing = (keys: readonly string[], present: readonly string[]): string[] => {
  const known = new Set(present);
  return keys.filter((key) => !known.has(key));
};

describe(partOf, () => {
  it('leaves the whole as it is', () => {
    expect(partOf(whole, 'whole')).toBe(whole);
  });

  it('has all clients of those who sign in, with all their deals, and less than half of all clients', () => {
    const owners = new Set(whole.users.map(({ employeeKey }) => employeeKey));
    const own = keysOf(whole.clients.filter(({ ownerKey }) => owners.has(ownerKey)));
    const isTheirs = ({ clientKey }: { readonly clientKey: string }) => own.includes(clientKey);
    expect(missing(own, keysOf(excerpt.clients))).toEqual([]);
    expect(excerpt.deals.filter(isTheirs)).toEqual(whole.deals.filter(isTheirs));
    expect(excerpt.clients.length).toBeLessThan(whole.clients.length / 2);
    expect(excerpt.activities.length).toBeGreaterThan(0);
  });

  it('names nothing that it has left out', () => {
    const { activities, clients, commitments, contactPersons, deals } = excerpt;
    const parents = clients.flatMap(({ parentExternalId }) => parentExternalId ?? []);
    const affiliated = contactPersons.flatMap(({ affiliations }) => affiliations.map((one) => one.clientExternalId));
    const ofClients = [...deals, ...activities, ...commitments].map(({ clientKey }) => clientKey);
    const spokenTo = activities.flatMap(({ contactPersonKeys }) => contactPersonKeys);
    const about = activities.flatMap(({ dealKey }) => dealKey ?? []);
    expect(missing([...parents, ...affiliated, ...ofClients], keysOf(clients))).toEqual([]);
    expect(missing(spokenTo, keysOf(contactPersons))).toEqual([]);
    expect(missing(about, keysOf(deals))).toEqual([]);
  });

  it('has nobody but the people', () => {
    const { clients, contactPersons, deals, activities, commitments, employees, users } = partOf(whole, 'people');
    expect([clients, contactPersons, deals, activities, commitments]).toEqual([[], [], [], [], []]);
    expect([employees, users]).toEqual([whole.employees, whole.users]);
  });
});
