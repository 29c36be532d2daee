import type { DealPurpose } from '../../codes.ts';
import type { PlanTexts } from '../text-pack.ts';

/** What is planned next on a deal, in English. */
export const plans: Readonly<Record<DealPurpose, PlanTexts>> = {
  'first-talks': {
    subjects: ['Call back on the enquiry: {product}', 'Find out the needs'],
    notes: ['Ask about dates and who decides.', 'Learn what they have now and why it does not suit.'],
  },
  presentation: {
    subjects: ['Demo of {product}', 'Demo for the management'],
    notes: ['Bring a sample and references.', 'Prepare their data, they asked for no slides.'],
  },
  clarification: {
    subjects: ['Call: questions about {product}', 'Confirm the scope'],
    notes: ['Answer on warranty and the second delivery.', 'Remind them of the papers for vetting.'],
  },
  offer: {
    subjects: ['Send the offer: {what}', 'Discuss the offer of {amount}'],
    notes: ['Agree the discount with the head of department.', 'Attach the payment schedule and the instalments.'],
  },
  closing: {
    subjects: ['Sign the contract: {what}', 'Collect the signed contract'],
    notes: ['Take two copies and the power of attorney.', 'Check the bank details, they have changed.'],
  },
  refusal: {
    subjects: ['Ask for the decision on {product}', 'Return to {product}'],
    notes: ['If it is a no, ask for the real reason.', 'Propose a smaller scope.'],
  },
};

export const tasks: readonly string[] = [
  'Prepare a calculation: {what}',
  'Check stock: {product}',
  'Agree a {discount}% discount with the head',
  'Collect the papers for supplier vetting',
  'Prepare the contract and the specification',
  'Update the client’s facts',
];

export const noAnswer: readonly string[] = [
  'Not reached, {person} is in meetings until the evening. We call again.',
  'No answer, sent a short e-mail.',
  'The secretary asks us to call tomorrow afternoon.',
  '{person} is on leave until {day}.',
];

export const commitments = {
  us: [
    'Send a revised offer for {what}',
    'Give the contact of a reference client',
    'Bring a sample: {product}',
    'Agree a {discount}% discount',
    'Send the layout and the interface description',
    'Replace the faulty device',
  ],
  client: [
    'Send the floor plan with dimensions',
    'Answer the offer of {amount}',
    'Hand over the item list for the bench',
    'Have the contract approved by legal',
    'Name the person in charge of go-live',
    'Sign the acceptance and return the original',
  ],
} as const;
