import { within } from './within.ts';

describe(within, () => {
  it('hands on what the work gives in time', async () => {
    await expect(within(10_000, Promise.resolve('done'))).resolves.toBe('done');
    await expect(within(10_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('gives up on work that never ends', async () => {
    await expect(within(1, new Promise(() => {}))).rejects.toThrow('no answer within 1 ms');
  });
});
