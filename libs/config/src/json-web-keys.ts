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
