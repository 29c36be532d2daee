import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/**
 * Keeps short secrets that have to be read again, so that whoever has the database alone has nothing of them. A text is
 * bound to its owner: moved to somebody else's record it cannot be opened.
 */
export class SecretBox {
  private readonly keys: readonly Buffer[];

  /** @param keys base64url, 256 bits each. The first one seals; the others only open what they have sealed before. */
  constructor(keys: readonly string[]) {
    this.keys = keys.map((key) => Buffer.from(key, 'base64url'));
    if (this.keys.length === 0 || this.keys.some(({ length }) => length !== KEY_BYTES))
      throw new Error(`A key of ${KEY_BYTES} bytes is needed`);
  }

  seal(text: string, owner: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.keys[0] ?? Buffer.alloc(0), nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @throws Error when none of the keys has sealed it for this owner. */
  open(sealed: string, owner: string): string {
    for (const key of this.keys) {
      const text = openedBy(key, Buffer.from(sealed, 'base64url'), owner);
      if (text !== undefined) return text;
    }
    throw new Error('A secret was sealed by a key that is not there any more, or for somebody else');
  }
}

function openedBy(key: Buffer, sealed: Buffer, owner: string): string | undefined {
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(owner));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString();
  } catch {
    return undefined;
  }
}
