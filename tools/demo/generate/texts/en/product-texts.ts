import type { ProductCode } from '../../codes.ts';
import type { ProductTexts } from '../text-pack.ts';

/** What international clients need of each product, and what they are shown of it. */
export const productTexts: Readonly<Record<ProductCode, ProductTexts>> = {
  wms: {
    needs: [
      'A warehouse of 4,200 m², twelve thousand items, all kept in spreadsheets.',
      'Mispicks reach three per cent, stocktaking stops the warehouse for two days.',
      'The old system is out of support and the interface breaks every week.',
      'They open a distribution centre and want addresses from day one.',
    ],
    shown: [
      'Showed receiving, put-away and wave picking.',
      'Loaded their items and followed an order from gate to dispatch.',
      'Showed a stocktake without stopping the warehouse.',
      'Went through the accounting interface and user roles.',
    ],
    inUse: [
      'Picking is about a third faster.',
      'Mispicks stayed under half a per cent all month.',
      'The update went in overnight, a calm morning.',
    ],
    complaints: ['Storekeepers lost their rights after the update.', 'The stock report takes twenty minutes.'],
  },
  yard: {
    needs: [
      'Trucks queue for up to four hours and carriers charge for it.',
      'Twelve gates, and the schedule lives in a notebook.',
      'They want carriers to book slots themselves.',
    ],
    shown: [
      'Showed a carrier booking a slot and the guard’s board.',
      'Played a Monday: forty trucks, three late, slots moved.',
      'Showed the report on waiting time by carrier.',
    ],
    inUse: ['The queue at the gates is down to forty minutes.', 'Carriers got used to booking within two weeks.'],
    complaints: ['The guard’s board goes dark once a day.', 'A carrier booked two slots at once.'],
  },
  terminal: {
    needs: [
      'The present terminals are over eight years old, batteries do not last a shift.',
      'A new shift is short of devices: they need {what}.',
      'A cold store at minus twenty-five, ordinary devices die.',
      'Damaged codes take three attempts, picking stands still.',
    ],
    shown: [
      'Gave the pickers a terminal for half an hour, they scanned from six metres.',
      'Dropped it on concrete from a metre and a half, it works.',
      'Changed the battery without switching it off.',
      'Tried it in the freezer.',
    ],
    inUse: [
      'One terminal loses the network at the far gate, we suggested an access point.',
      'The battery lasts two shifts, as promised.',
    ],
    complaints: ['Two units do not start after the weekend.', 'The scanner does not see codes through film.'],
  },
  printer: {
    needs: [
      'Labels come from an office printer and fall off.',
      'Marking has become mandatory: forty thousand codes a day.',
      'The print head wears out in three months.',
    ],
    shown: [
      'Printed a thousand labels in a row, every code reads.',
      'Changed the head in two minutes in front of them.',
      'Showed printing on a job from the accounting system.',
    ],
    inUse: ['The head has lasted half a year.', 'Fifty thousand labels a day without a stop.'],
    complaints: ['Labels smear in the cold.', 'Two rolls of ribbon are missing from the last delivery.'],
  },
  gate: {
    needs: [
      'Pallets are counted by eye, up to ten get lost in a week.',
      'They want dispatch confirmed automatically at six gates.',
      'A dispute with a retailer about shortages: they need proof for every pallet.',
    ],
    shown: [
      'Drove a pallet through the gate, 96 of 96 tags read.',
      'Showed the log of passages with photographs.',
      'Tried tags on water and metal.',
    ],
    inUse: ['No more shortages at dispatch.', 'They won the dispute with the retailer by the log.'],
    complaints: ['The second gate misses tags on the lower tier.', 'The light comes on with a delay.'],
  },
  cart: {
    needs: [
      'Pickers walk eighteen kilometres a shift.',
      'There are not enough people at night to move pallets.',
      'Six hundred metres from press to store, a trip every seven minutes.',
    ],
    shown: [
      'The cart went round an obstacle and docked to charge by itself.',
      'Laid a route on their floor plan in forty minutes.',
      'Worked out the payback: twenty-one months on two shifts.',
    ],
    inUse: ['A trip takes six minutes and people like it.', 'The cart has kept its schedule all quarter.'],
    complaints: ['The cart stops at a joint between slabs.', 'The charger switches off at weekends.'],
  },
  care: {
    needs: [
      'The warranty ends and they have no engineers of their own.',
      'Downtime is expensive, they need an answer within an hour, day and night.',
      'The present contractor answers in office hours only.',
    ],
    shown: [
      'Showed the request portal and the history.',
      'Went through two real cases, minute by minute.',
      'Introduced the shift on duty.',
    ],
    inUse: ['Nine minutes to answer on average this month.', 'Twelve requests in the quarter, all closed in time.'],
    complaints: ['The engineer took three days instead of one.', 'The request was closed, the cause was not.'],
  },
  launch: {
    needs: [
      'The equipment has arrived and there is nobody to start it.',
      'Sixty people on three shifts need training.',
      'They move to a new warehouse and dispatch must not stop.',
    ],
    shown: [
      'Showed the go-live plan day by day and the readiness list.',
      'Went through the last go-live: what went wrong, what we changed.',
      'Introduced the project manager.',
    ],
    inUse: ['Went live without stopping dispatch.', 'People speak well of the training.'],
    complaints: ['The manual was for another version.', 'The session of the night shift fell through.'],
  },
};
