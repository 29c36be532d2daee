import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { privateJwk } from '../../test/keys.ts';
import { AccessKeysFile } from './access-keys-file.ts';
import { AccessTokens } from './access-token.ts';

const directory = mkdtempSync(join(tmpdir(), 'access-keys-'));
const path = join(directory, 'access.json');
const [first, second] = [privateJwk('access.1'), privateJwk('access.2')];
const grant = { accountId: 'a'.repeat(24), sessionId: 'c'.repeat(24) };
const write = (...keys: (typeof first)[]) => writeFileSync(path, JSON.stringify({ keys }));

/** A copy of the gateway, as far as it signs and verifies. */
async function copy() {
  const tokens = await AccessTokens.create([first]);
  const file = new AccessKeysFile(path, tokens);
  await file.look();
  return { tokens, file };
}

describe(AccessKeysFile, () => {
  beforeEach(() => write(first));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('replaces a key without a refused token, though two copies read the file at different times', async () => {
    const copies = [await copy(), await copy()];
    const issued: string[] = [];
    const exchange = async () => {
      for (const { tokens } of copies) issued.push(await tokens.sign(grant));
      for (const token of issued)
        for (const { tokens } of copies) expect(await tokens.verify(token)).toMatchObject(grant);
    };
    await exchange();
    for (const keys of [
      [first, second],
      [second, first],
    ]) {
      write(...keys);
      for (const { file } of copies) {
        await file.look();
        await exchange();
      }
    }
    write(second);
    for (const { file, tokens } of copies) {
      await file.look();
      expect(await tokens.verify(await tokens.sign(grant))).toMatchObject(grant);
    }
    for (const { tokens } of copies)
      await expect(tokens.verify(issued[0] ?? '')).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it.each(['', '{', '{"keys":[]}', '{"keys":[{"kty":"RSA"}]}'])(
    'goes on with what it has when it finds %j',
    async (text) => {
      const { tokens, file } = await copy();
      writeFileSync(path, text);
      await file.look();
      expect(await tokens.verify(await tokens.sign(grant))).toMatchObject(grant);
    },
  );

  it('refuses two keys of one name', async () => {
    const { tokens, file } = await copy();
    const token = await tokens.sign(grant);
    write(privateJwk('access.1'), privateJwk('access.1'));
    await file.look();
    expect(await tokens.verify(token)).toMatchObject(grant);
  });
});
