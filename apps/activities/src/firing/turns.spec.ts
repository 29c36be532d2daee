import { Turns } from './turns.ts';

describe(Turns, () => {
  const started: string[] = [];
  const work = (name: string) => {
    const end = Promise.withResolvers<string>();
    const begin = (): Promise<string> => {
      started.push(name);
      return end.promise;
    };
    return { begin, end: () => end.resolve(name), fail: () => end.reject(new Error(name)) };
  };

  beforeEach(() => {
    started.length = 0;
  });

  it('lets work of one key begin only after what came before, also when that fails', async () => {
    const turns = new Turns();
    const [first, second, third] = [work('first'), work('second'), work('third')];
    const results = Promise.allSettled([first, second, third].map(({ begin }) => turns.take('key', begin)));
    await Promise.resolve();
    expect(started).toEqual(['first']);
    first.fail();
    second.end();
    third.end();
    expect(await results).toMatchObject([{ status: 'rejected' }, { value: 'second' }, { value: 'third' }]);
    expect(started).toEqual(['first', 'second', 'third']);
  });

  it('does not let different keys wait', async () => {
    const turns = new Turns();
    const [blocking, other] = [work('blocking'), work('other')];
    const blocked = turns.take('a', blocking.begin);
    other.end();
    expect(await turns.take('b', other.begin)).toBe('other');
    blocking.end();
    expect(await blocked).toBe('blocking');
  });
});
