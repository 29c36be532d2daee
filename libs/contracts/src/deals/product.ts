import { z } from 'zod';
import { Money } from '../money.ts';
import { Id, Line } from '../primitives.ts';

/** Something that we sell, with its list price. */
export const Product = z
  .strictObject({ id: Id, name: Line(200), series: z.string().trim().max(120).nullable(), price: Money })
  .meta({ id: 'Product' });
export type Product = z.output<typeof Product>;
