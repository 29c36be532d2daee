/** Codes of classifier values that the services are seeded with, as far as the demo uses them. */

export type InteractionKind = 'call' | 'meeting' | 'e-mail' | 'letter' | 'visit' | 'online-meeting' | 'messenger';

export type ProductCode = 'wms' | 'yard' | 'terminal' | 'printer' | 'gate' | 'cart' | 'care' | 'launch';

/** What happens on the way of a deal. */
export type DealPurpose = 'first-talks' | 'presentation' | 'clarification' | 'offer' | 'closing' | 'refusal';

/** What happens between deals. */
export type CarePurpose = 'shipment' | 'training' | 'payment' | 'after-sales' | 'complaint' | 'congratulation';

export type LostReason = 'price' | 'competitor' | 'no-need' | 'no-budget' | 'no-decision' | 'postponed';

export type ResultCode =
  'agreed' | 'next-step-agreed' | 'offer-requested' | 'thinking' | 'refused' | 'not-reached' | 'postponed' | 'done';

export type StageCode = 'request' | 'qualification' | 'presentation' | 'offer' | 'negotiation' | 'won' | 'lost';

export const PIPELINE_CODE = 'sales';

/** The value of the classifier of purposes for each step of a deal. */
export const purposeCodes: Readonly<Record<DealPurpose, string>> = {
  'first-talks': 'first-talks',
  presentation: 'presentation',
  clarification: 'needs',
  offer: 'offer-approval',
  closing: 'closing-contract',
  refusal: 'offer-approval',
};
