import { Writable } from 'node:stream';
import { gatherWrites } from './gather-writes.ts';

describe(gatherWrites, () => {
  const calls: string[][] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk, _encoding, done) => {
      calls.push([String(chunk)]);
      done();
    },
    writev: (chunks, done) => {
      calls.push(chunks.map(({ chunk }) => String(chunk)));
      done();
    },
  });
  gatherWrites({ connection: { stream } });
  const turn = (): Promise<unknown> => new Promise(setImmediate);
  beforeEach(() => void calls.splice(0));

  it('makes one call of what is written in one turn, in its order', async () => {
    for (const text of ['question one', 'question two', 'question three']) stream.write(text);
    expect(calls).toEqual([]);
    await turn();
    expect(calls).toEqual([['question one', 'question two', 'question three']]);
  });

  it('makes another call in the next turn', async () => {
    stream.write('question');
    await turn();
    stream.write('acknowledgement');
    await turn();
    expect(calls).toEqual([['question'], ['acknowledgement']]);
  });

  it('says as before when there is no room for more', async () => {
    expect(stream.write('a'.repeat(stream.writableHighWaterMark))).toBe(false);
    const drained = new Promise((resolve) => stream.once('drain', resolve));
    await drained;
    expect(calls).toHaveLength(1);
  });
});
