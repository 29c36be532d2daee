import { readableLog } from './readable-log.ts';

describe(readableLog, () => {
  it('shows what the last lines say, with the cause of an error, and leaves plain lines as they are', () => {
    const lines = [
      'too old',
      '{"level":30,"msg":"starting"}',
      '{"level":60,"msg":"cannot start","err":{"message":"boom","stack":"Error: boom\\n    at x.ts:1"}}',
      'plain',
    ];
    expect(readableLog(`${lines.join('\n')}\n`, 3)).toBe(
      '    starting\n    cannot start\n    Error: boom\n        at x.ts:1\n    plain',
    );
  });
});
