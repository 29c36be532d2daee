import type { DealPurpose } from '../../codes.ts';
import type { TextPack } from '../text-pack.ts';

const firstTalks: TextPack = {
  subjects: [
    'First talks: {product}',
    'Introduction and needs',
    'Enquiry about {product}',
    'First call about {product}',
  ],
  openings: {
    call: [
      'Inbound call, {person} had seen {product} on our site.',
      'Rang back on the web enquiry and got {person} at once.',
      '{person} called on a colleague’s recommendation and asked about {product}.',
      'A cold call that landed well: {person} is choosing a solution right now.',
    ],
    meeting: [
      'Met on site and walked the warehouse with {person}.',
      'Met at our office, {person} came with the operations lead.',
      'Got talking with {person} at the exhibition stand.',
    ],
    'e-mail': ['{person} wrote to us asking about {product}.', 'Answered the enquiry from the site, {person} in copy.'],
  },
  details: [],
  agreements: [
    'Agreed on a demo.',
    'Demo next week, {person} will confirm the time.',
    'Promised to send materials and three references from the industry.',
    'The managing director decides; {person} will bring him to the demo.',
    'The {year} budget is there, they want to decide within {weeks}.',
    'They are also looking at {competitor} and will compare lead time and support.',
    'They asked us to move fast: go-live in {weeks}.',
  ],
};

const presentation: TextPack = {
  subjects: [
    'Presentation: {product}',
    '{product} shown on their data',
    'Demo of {product}',
    'Demo for the management',
  ],
  openings: {
    meeting: [
      'Demo at the client’s, six people in the room, {person} asked most of the questions.',
      'Demo right on the warehouse floor, {person} had gathered the shift leads.',
      'Presented at our office, {person} came with the finance director.',
    ],
    'online-meeting': [
      'Online demo, {person} and two specialists joined.',
      'An hour online, {person} asked for the recording.',
      'Showed the test bench online, {person} tried it on their own delivery notes.',
    ],
    visit: ['Took {person} to a working warehouse of another client.', '{person} came to our showroom.'],
  },
  details: [],
  agreements: [
    'They liked it and asked for an offer for {what}.',
    'They want a price for {what}, commissioning as a separate line.',
    'They expect the offer by {day}.',
    'Open questions about integration, we will send the interface description.',
    'Management is in favour, the price depends on the volume discount.',
    'They would like a pilot in one zone before buying all of it.',
    'Compared with {competitor}, they found our demo clearer.',
  ],
};

const clarification: TextPack = {
  subjects: [
    'Questions about {product}',
    'Questions about the offer',
    'Delivery dates',
    'Terms: {product}',
    'Talk on the running deal',
  ],
  openings: {
    call: [
      'Call with {person}, went through the questionnaire.',
      'Rang to ask how the approval is going, spoke to {person}.',
      '{person} called back with details.',
      'A short call, {person} was on the road.',
    ],
    'e-mail': [
      '{person} sent a list of questions, answered the same day.',
      'Sent the interface description and the layout, {person} confirmed.',
    ],
    messenger: ['Exchanged messages, {person} answered quickly.'],
    meeting: ['A short meeting at the client’s, {person} and the logistics planner.'],
  },
  details: [
    'They asked about the warranty: 24 months is fine.',
    'Confirmed the scope: {what}.',
    'They need two deliveries, the second in {weeks}.',
    'Their compliance team is vetting us and asked for company papers.',
    'Legal wants the automatic renewal clause removed.',
    'They want 30 days’ credit, we can give 15.',
    'They ask for delivery by {day}; stock is confirmed.',
    'IT asked about network access and backups.',
    'Training looked expensive to them, explained what it is made of.',
    '{competitor} is cheaper, but without an engineer on site.',
    'Installation is only possible at night, priced the surcharge.',
    'The quantity has changed, it is {what} now.',
  ],
  agreements: [
    'They promised an answer by {day}.',
    'We talk again after their management meeting.',
    'No more questions, we wait for the decision.',
    'We will prepare a calculation and call back.',
    'Next call on {day}.',
    'We will send the amended contract.',
  ],
};

const offer: TextPack = {
  subjects: ['Offer: {what}', 'Offer of {amount}', 'Going through the offer', 'Offer for {product}'],
  openings: {
    'e-mail': [
      'Sent the offer of {amount} for {what} to {person}.',
      'Sent the offer and the specification, {person} confirmed receipt. Total {amount}.',
      'Sent the second version of the offer with a {discount}% discount, total {amount}.',
    ],
    meeting: [
      'Went through the offer line by line with {person}: {what}, {amount}.',
      'Brought the offer in person: {what}, {amount}. {person} took it straight to the director.',
    ],
    call: ['Talked the offer through with {person}: {what}, {amount}.'],
    letter: ['The signed offer went by courier: {amount}, received by {person}.'],
  },
  details: [
    'The price holds until {day}.',
    '50% in advance, the rest on acceptance.',
    'Delivery included, destination {city}.',
    'The {discount}% volume discount is approved by the head of department.',
    'Lead time {weeks}.',
    'Commissioning and training are separate lines.',
    'A variant in four instalments is attached.',
  ],
  agreements: [
    'A decision is promised by {day}.',
    'Waiting for comments on the specification.',
    '{person} takes it to the budget committee.',
    'They are bargaining for two more per cent.',
    'They will compare it with {competitor} and answer.',
    'All fine in general, only the payment schedule is left.',
  ],
};

const closing: TextPack = {
  subjects: ['Contract signed: {what}', 'Closing the contract', 'Signed, {amount}', 'Deal closed: {product}'],
  openings: {
    meeting: [
      'Signed at the client’s: {what}, {amount}. {person} signed for them.',
      'Met to sign, {person} handed both copies back.',
    ],
    call: [
      '{person} says the contract is signed and the originals are on their way.',
      '{person} called: the invoice of {amount} is paid.',
    ],
    'e-mail': [
      'Received the countersigned contract: {what}, {amount}.',
      '{person} sent the payment confirmation for {amount}.',
    ],
    letter: ['The originals of the contract and the specification arrived: {what}.'],
  },
  details: [
    'First shipment on {day}.',
    'The advance has arrived.',
    'Passed the order to the warehouse.',
    'Go-live is set in {weeks}.',
    'Acceptance will be signed after commissioning.',
    '{person} is in charge of acceptance.',
  ],
  agreements: [
    'They thanked us for the quick work.',
    'Training of the shift on the day of go-live.',
    'We return to support in a quarter.',
    'They asked for the same engineer again.',
    'They asked about a second site, a separate conversation.',
  ],
};

const refusal: TextPack = {
  subjects: [
    'Refusal: {product}',
    'The client decided against it',
    'Closed without a sale',
    'The offer of {amount} is refused',
  ],
  openings: {
    call: [
      'Rang for the decision, {person} says no.',
      '{person} called back and declined.',
      'Not the news we hoped for from {person}.',
    ],
    'e-mail': ['{person} declined in writing.', '{person} wrote that the matter is closed.'],
    meeting: ['Met {person} to hear the decision in person: a no.'],
  },
  details: [],
  agreements: [
    'We agreed to talk again in half a year.',
    'Parted on good terms, they want to hear our news.',
    'They promised feedback in writing.',
    'They left the technical director’s contact for the future.',
    'On hold; we will remind them of us in spring.',
  ],
};

/** What is said on the way of a deal, in English. */
export const dealTexts: Readonly<Record<DealPurpose, TextPack>> = {
  'first-talks': firstTalks,
  presentation,
  clarification,
  offer,
  closing,
  refusal,
};
