import { careTexts, refusals } from './ru/care-texts.ts';
import { dealTexts } from './ru/deal-texts.ts';
import { commitments, noAnswer, plans, tasks } from './ru/plan-texts.ts';
import { productTexts } from './ru/product-texts.ts';
import type { Texts } from './text-pack.ts';

/** What is said to Russian clients and noted about them. */
export const russian: Texts = {
  deal: dealTexts,
  care: careTexts,
  refusals,
  products: productTexts,
  noAnswer,
  plans,
  tasks,
  commitments,
};
