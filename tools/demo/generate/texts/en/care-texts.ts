import type { CarePurpose, LostReason } from '../../codes.ts';
import type { TextPack } from '../text-pack.ts';

/** What is said between deals, in English. */
export const careTexts: Readonly<Record<CarePurpose, TextPack>> = {
  shipment: {
    subjects: ['Shipment: {what}', '{product} accepted on site', 'Delivery of the order'],
    openings: {
      call: ['{person} confirmed receipt: {what}.', 'Rang to check the delivery, {person} took it without remarks.'],
      'e-mail': ['Sent the delivery notes for {what}, {person} returned them signed.'],
      visit: ['On site for acceptance with {person}. The count is right: {what}.'],
    },
    details: [
      'Packaging intact.',
      'One box was dented, the contents work.',
      'The truck was two hours late, apologised.',
      'Unloaded in forty minutes.',
    ],
    agreements: ['The engineer comes on {day}.', 'Acceptance will be signed this week.', 'No questions.'],
  },
  training: {
    subjects: ['Training: {product}', 'Training of the shift', 'Refresher: {product}'],
    openings: {
      visit: [
        'Trained eight people on site, {person} in charge.',
        'Two shifts trained, {person} sat in on both sessions.',
      ],
      'online-meeting': ['Ninety minutes online with {person} and four operators.'],
    },
    details: [
      'Went through receiving, put-away and picking.',
      'Most questions were about stocktaking.',
      'Recorded short clips for newcomers.',
      'Everybody passed the test.',
    ],
    agreements: [
      'We repeat it for the night shift on {day}.',
      'Sent quick guides for the workplaces.',
      'They want a session for storekeepers in a month.',
    ],
  },
  payment: {
    subjects: ['Payment of the invoice', 'Reconciliation of accounts', 'Payment reminder'],
    openings: {
      call: [
        'Called accounts, {person} confirmed the payment date.',
        '{person} says the invoice is in the payment run.',
      ],
      'e-mail': ['Sent the statement of account, {person} confirmed the balance.'],
    },
    details: [
      'No differences.',
      'The payment was late because they changed banks.',
      'They want the papers as one file.',
    ],
    agreements: ['The money is promised for {day}.', 'We call again if it does not arrive.', 'Settled.'],
  },
  'after-sales': {
    subjects: [
      'How {product} is doing',
      'Talk after go-live',
      'Question about {product}',
      'Regular talk with the client',
    ],
    openings: {
      call: [
        'Rang to ask how things are going, {person} is pleased.',
        '{person} called with a question about a setting.',
        'Regular call, {person} told us the plans for the year.',
      ],
      meeting: ['Dropped in after go-live, {person} showed the warehouse at work.'],
      messenger: ['{person} sent a message, solved in twenty minutes.'],
    },
    details: [],
    agreements: [
      'Next call in a quarter.',
      'We send recommendations for the network.',
      'They agreed to be a reference.',
      'We propose an extension in autumn.',
    ],
  },
  complaint: {
    subjects: ['Complaint: {product}', 'Claim', 'Fault: {product}'],
    openings: {
      call: ['{person} called to complain.', 'A hard conversation, {person} was blunt and right.'],
      'e-mail': ['{person} sent a claim with photographs.'],
    },
    details: [],
    agreements: [
      'We put it right at our cost by {day}.',
      'The engineer left the same day.',
      'Explained the cause in writing and apologised.',
      'The head of department has taken it over.',
    ],
  },
  congratulation: {
    subjects: ['Birthday greetings', 'Company anniversary', 'Season’s greetings'],
    openings: {
      call: ['Called with greetings, {person} was glad.', 'Greetings by phone, {person} says thank you.'],
      'e-mail': ['Sent greetings, {person} answered warmly.'],
      visit: ['Brought a present, {person} invited us for tea.'],
    },
    details: [
      'Talked about family and holidays.',
      'Mentioned what is new, without selling.',
      'Remembered the first go-live.',
    ],
    agreements: [
      'No business agreed.',
      'They asked for a call about business next month.',
      'We are invited to the opening of the new building.',
    ],
  },
};

/** Why a client refused, in his words. */
export const refusals: Readonly<Record<LostReason, readonly string[]>> = {
  price: [
    'Too expensive: the budget covers half of it.',
    'A {discount}% discount was not enough, they need a lower price.',
    'The tender went to the lowest price, we came second.',
  ],
  competitor: [
    'They chose {competitor}, whose equipment they have already.',
    '{competitor} gave them half a year of credit.',
    'Headquarters imposed {competitor}.',
  ],
  'no-need': [
    'The warehouse goes to a logistics operator, there is nothing to buy for.',
    'They found unused equipment at another site.',
    'The project behind the purchase is closed.',
  ],
  'no-budget': [
    'The budget was cut by a third, purchases are frozen.',
    'The money went into repairing the roof.',
    'The investment committee did not approve {amount}.',
  ],
  'no-decision': [
    'They have not managed to gather the committee for three months.',
    'A new logistics director starts from scratch.',
    'They never settled who pays, operations or IT.',
  ],
  postponed: [
    'Moved to next year together with the relocation.',
    'They wait for the second phase of the warehouse.',
    'They change nothing before the season is over.',
  ],
};
