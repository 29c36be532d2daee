/** What the address of the client list says: the filters, so that a link shows the same list and Back works. */
export interface ClientSearch {
  search?: string | undefined;
  kind?: 'organisation' | 'person' | undefined;
  status?: 'prospect' | 'customer' | undefined;
  sector?: string | undefined;
  owner?: 'me' | 'substituted' | undefined;
  sort?: '-updatedAt' | undefined;
}

const oneOf = <Value extends string>(value: unknown, ...allowed: Value[]): Value | undefined =>
  allowed.find((candidate) => candidate === value);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

type Given<Values> = { [Key in keyof Values]?: Exclude<Values[Key], undefined> };

/** Leaves out what is not set, so that it does not stand in the address or the call. */
export const withoutBlank = <Values extends object>(values: Values): Given<Values> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as Given<Values>;

/** Reads the address; what it does not know is left out. */
export const clientSearch = (search: Record<string, unknown>): ClientSearch =>
  withoutBlank({
    search: textOf(search['search']),
    kind: oneOf(search['kind'], 'organisation', 'person'),
    status: oneOf(search['status'], 'prospect', 'customer'),
    sector: textOf(search['sector']),
    owner: oneOf(search['owner'], 'me', 'substituted'),
    sort: oneOf(search['sort'], '-updatedAt'),
  });
