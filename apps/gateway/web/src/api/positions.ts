import { queryOptions, useQuery } from '@tanstack/react-query';
import type { NewPosition, Position, PositionChange } from '@crm/contracts';
import * as sdk from '../generated/sdk.gen';
import { dataOf, exact, orThrow } from './call.ts';
import { type Choice, useLocalized } from './classifiers.ts';

/** All positions, closed ones too, the highest first: an organisation has some hundreds at most. */
export const positionsQuery = queryOptions({
  queryKey: ['positions'],
  queryFn: async () => {
    const all: Position[] = [];
    let cursor: string | null = null;
    do {
      const paging: { cursor?: string } = cursor === null ? {} : { cursor };
      const { data, page } = await dataOf(sdk.listPositions({ query: { limit: 100, ...paging }, ...orThrow }));
      all.push(...data);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  },
  staleTime: 10 * 60_000,
});

interface Positions {
  /** What may be given to somebody who has `present`: that stays to be chosen when it is closed. */
  readonly choicesFor: (present: string | null) => readonly Choice[];
  readonly nameOf: (id: string | null) => string | undefined;
}

/** The positions in the language of the page. */
export function usePositions(): Positions {
  const { data = [] } = useQuery(positionsQuery);
  const localized = useLocalized();
  return {
    choicesFor: (present) =>
      data
        .filter(({ id, closed }) => !closed || id === present)
        .map(({ id, name }) => ({ value: id, label: localized(name) })),
    nameOf: (id) => {
      const position = data.find((one) => one.id === id);
      return position && localized(position.name);
    },
  };
}

export const createPosition = (position: NewPosition) => dataOf(sdk.createPosition({ body: position, ...orThrow }));

const seen = ({ version }: Position) => ({ 'If-Match': `"${version}"` });

/** Of two who change the state that both have seen, the second is refused. */
export const changePosition = (position: Position, change: PositionChange) =>
  dataOf(sdk.changePosition({ path: { id: position.id }, headers: seen(position), body: exact(change), ...orThrow }));

export const deletePosition = (position: Position) =>
  sdk.deletePosition({ path: { id: position.id }, headers: seen(position), ...orThrow });
