import { CardRounds } from './card-rounds.ts';

describe(CardRounds, () => {
  let now: number;
  let alarms: { milliseconds: number; ring: () => void; cleared: boolean }[];
  let left: string[];
  let rounds: CardRounds;

  beforeEach(() => {
    now = 1_000;
    alarms = [];
    left = [];
    rounds = new CardRounds(
      () => now,
      (milliseconds, ring) => {
        const alarm = { milliseconds, ring, cleared: false };
        alarms.push(alarm);
        return { clear: () => void (alarm.cleared = true) };
      },
    );
  });

  /** Cards that are in hand until they are let go. */
  const inHand = (count: number): (() => Promise<unknown>) => {
    const gate = Promise.withResolvers<undefined>();
    const cards = Array.from({ length: count }, () => rounds.during(() => gate.promise));
    return () => {
      gate.resolve(undefined);
      return Promise.all(cards);
    };
  };
  /** One of those in hand finds that it has to ask. */
  const asks = async (name: string): Promise<void> => {
    void rounds.next().then(() => left.push(name));
    await Promise.resolve();
  };

  it.each([1, 2])('lets a card go at once of %d in hand', async (count) => {
    inHand(count);
    await asks('one');
    expect([left, alarms]).toEqual([['one'], []]);
  });

  it('lets a round go when half of the cards in hand wait for it', async () => {
    inHand(8);
    for (const name of ['a', 'b', 'c']) await asks(name);
    expect(left).toEqual([]);
    await asks('d');
    expect(left).toEqual(['a', 'b', 'c', 'd']);
    expect(alarms.map(({ cleared }) => cleared)).toEqual([true]);
    await asks('e');
    expect([left.length, alarms.length]).toEqual([4, 2]);
  });

  it.each([
    { cards: 5, milliseconds: 4.5 },
    { cards: 30, milliseconds: 27 },
    { cards: 400, milliseconds: 30 },
  ])('lets the first of $cards in hand wait for $milliseconds ms at the most', async ({ cards, milliseconds }) => {
    inHand(cards);
    await asks('first');
    now += 2;
    await asks('second');
    expect(alarms).toMatchObject([{ milliseconds }]);
    alarms[0]?.ring();
    await Promise.resolve();
    expect(left).toEqual(['first', 'second']);
  });

  it('remembers a crowd for a moment, and forgets it', async () => {
    await inHand(16)();
    now += 20;
    inHand(1);
    await asks('soon after');
    expect(alarms).toMatchObject([{ milliseconds: 8 * 0.9 }]);
    alarms[0]?.ring();
    now += 100;
    await asks('later');
    expect([left, alarms.length]).toEqual([['soon after', 'later'], 1]);
  });

  it('counts a card no more whose work has failed', async () => {
    const failed = Array.from({ length: 8 }, () => rounds.during(() => Promise.reject(new Error('no card'))));
    await expect(Promise.all(failed)).rejects.toThrow('no card');
    now += 1_000;
    await asks('alone');
    expect(left).toEqual(['alone']);
  });
});
