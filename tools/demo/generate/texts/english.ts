import { careTexts, refusals } from './en/care-texts.ts';
import { dealTexts } from './en/deal-texts.ts';
import { commitments, noAnswer, plans, tasks } from './en/plan-texts.ts';
import { productTexts } from './en/product-texts.ts';
import type { Texts } from './text-pack.ts';

/** What is said to international clients and noted about them. */
export const english: Texts = {
  deal: dealTexts,
  care: careTexts,
  refusals,
  products: productTexts,
  noAnswer,
  plans,
  tasks,
  commitments,
};
