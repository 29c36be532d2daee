import { ClientMaker, type DemoClient } from './client-maker.ts';
import { inTurn } from './in-turn.ts';
import type { Language } from './organisation.ts';
import type { Random } from './random.ts';
import type { Agent } from './staff.ts';
import type { Day } from './working-calendar.ts';

interface Share {
  readonly language: Language;
  readonly organisations: number;
  readonly subsidiaries: number;
  readonly persons: number;
}

/** 200 clients: Russian and international, organisations, their subsidiaries, and private persons. */
const shares: readonly Share[] = [
  { language: 'ru', organisations: 100, subsidiaries: 20, persons: 20 },
  { language: 'en', organisations: 42, subsidiaries: 8, persons: 10 },
];

/** The leaving agent has so many times the clients of a colleague. */
const LEAVER_SHARE = 4;

export const makeClients = (random: Random, agents: readonly Agent[], today: Day): DemoClient[] =>
  shares.flatMap((share) =>
    makeShare(new ClientMaker(random.branch(share.language), today, share.language), share, agents),
  );

function makeShare(maker: ClientMaker, share: Share, agents: readonly Agent[]): DemoClient[] {
  const owners = agents.filter(({ language }) => language === share.language);
  const turns = owners.flatMap((agent) => Array.from({ length: agent.isLeaving ? LEAVER_SHARE : 1 }, () => agent));
  const ownerOf = (index: number): Agent => inTurn(turns, index);
  const organisations = times(share.organisations, (index) => maker.organisation(ownerOf(index)));
  const subsidiaries = times(share.subsidiaries, (index) => maker.subsidiary(inTurn(organisations, index * 2)));
  const persons = times(share.persons, (index) => maker.person(ownerOf(share.organisations + index)));
  return [...organisations, ...subsidiaries, ...persons];
}

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_unused, index) => make(index));
