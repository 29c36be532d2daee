import type { DealPurpose, ResultCode } from './codes.ts';

interface Likely {
  readonly weight: number;
  readonly value: ResultCode;
}

/** How conversations end, by what they are for. */
export const resultsOf: Readonly<Record<DealPurpose, readonly Likely[]>> = {
  'first-talks': [
    { weight: 7, value: 'next-step-agreed' },
    { weight: 2, value: 'thinking' },
  ],
  presentation: [
    { weight: 6, value: 'offer-requested' },
    { weight: 2, value: 'next-step-agreed' },
    { weight: 2, value: 'thinking' },
  ],
  clarification: [
    { weight: 5, value: 'next-step-agreed' },
    { weight: 3, value: 'agreed' },
    { weight: 3, value: 'thinking' },
    { weight: 1, value: 'postponed' },
  ],
  offer: [
    { weight: 5, value: 'thinking' },
    { weight: 3, value: 'next-step-agreed' },
    { weight: 2, value: 'agreed' },
  ],
  closing: [{ weight: 1, value: 'agreed' }],
  refusal: [{ weight: 1, value: 'refused' }],
};
