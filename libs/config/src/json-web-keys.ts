import { z } from 'zod';

const publicFields = {
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  kid: z.string().min(1),
  x: z.string().min(1),
};

/** An Ed25519 key that verifies signatures; the key that makes them must not be handed to those who only verify. */
export const PublicJsonWebKey = z
  .object({ ...publicFields, d: z.never('a private key stands where a public one belongs').optional() })
  .transform(({ d: _absent, ...key }) => key);

/** An Ed25519 key that makes signatures, named by its `kid`. */
export const PrivateJsonWebKey = z.object({ ...publicFields, d: z.string().min(1) });

/** One key, or several as a JSON Web Key Set, the first of which is in use for signing. */
export const PrivateJsonWebKeys = z
  .union([PrivateJsonWebKey, z.object({ keys: z.array(PrivateJsonWebKey).min(1) })])
  .transform((given) => ('keys' in given ? given.keys : [given]));

/** Reads private keys from the text of a file. @throws Error when it holds none; the message quotes nothing of it. */
export function parsePrivateKeys(text: string): PrivateJsonWebKey[] {
  const parsed = jsonOf(PrivateJsonWebKeys).safeParse(text);
  if (!parsed.success) throw new Error('It is no JSON Web Key, nor a set of such');
  return parsed.data;
}

export type PublicJsonWebKey = z.output<typeof PublicJsonWebKey>;
export type PrivateJsonWebKey = z.output<typeof PrivateJsonWebKey>;

export const JsonWebKeySet = z.object({ keys: z.array(PublicJsonWebKey).min(1) });

/** A variable that holds JSON. The parser's own message is left out because it quotes the text. */
export function jsonOf<Schema extends z.ZodType>(schema: Schema) {
  return z
    .string()
    .transform((text, context) => {
      try {
        const value: unknown = JSON.parse(text);
        return value;
      } catch {
        context.addIssue({ code: 'custom', message: 'is not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}
