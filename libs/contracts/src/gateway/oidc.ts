import { z } from 'zod';
import { Session } from './session.ts';

/** An address of the page itself: neither another origin nor a scheme. */
export const LocalPath = z
  .string()
  .max(2_000)
  // eslint-disable-next-line no-control-regex -- Browsers drop some of them, and `/\t/host` would become another host.
  .regex(/^\/(?![/\\])[^\u0000-\u001f\u007f]*$/, 'must be a path of this page');

/** How people sign in here beside the password. */
export const SignInMeans = z
  .strictObject({
    provider: z
      .strictObject({ name: z.string() })
      .nullable()
      .describe('The identity provider of the installation; null where there is none'),
  })
  .meta({ id: 'SignInMeans' });
export type SignInMeans = z.output<typeof SignInMeans>;

export const ProviderVisit = z
  .strictObject({ next: LocalPath.default('/').describe('The page to go to afterwards') })
  .meta({ id: 'ProviderVisit' });
export type ProviderVisit = z.output<typeof ProviderVisit>;

export const ProviderAddress = z
  .strictObject({ address: z.string().describe('Where the browser is to go') })
  .meta({ id: 'ProviderAddress' });
export type ProviderAddress = z.output<typeof ProviderAddress>;

export const ProviderAnswer = z
  .strictObject({
    query: z
      .string()
      .max(8_000)
      .describe('What stands behind the `?` of the address to which the provider sent the browser'),
  })
  .meta({ id: 'ProviderAnswer' });
export type ProviderAnswer = z.output<typeof ProviderAnswer>;

export const ProviderSession = z
  .strictObject({ session: Session, next: LocalPath.describe('The page that was wanted') })
  .meta({ id: 'ProviderSession' });
export type ProviderSession = z.output<typeof ProviderSession>;
