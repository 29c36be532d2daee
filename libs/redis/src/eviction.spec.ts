import { assertNoEviction } from './eviction.ts';

const memoryInfo = (policy: string): string =>
  `# Memory\r\nused_memory:1078144\r\nmaxmemory:0\r\nmaxmemory_policy:${policy}\r\nmem_fragmentation_ratio:9.47\r\n`;

describe(assertNoEviction, () => {
  it('accepts a Redis that keeps everything', () => {
    expect(() => assertNoEviction(memoryInfo('noeviction'))).not.toThrow();
  });

  it.each([memoryInfo('allkeys-lru'), memoryInfo('volatile-ttl'), '# Memory\r\n'])('refuses any other', (info) => {
    expect(() => assertNoEviction(info)).toThrow('set maxmemory-policy noeviction');
  });
});
