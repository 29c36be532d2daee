import Sequencer from '@jest/test-sequencer';

/** What takes minutes whatever the machine: begun last, one worker would wait for it alone. */
const long = ['e2e/faults.e2e-spec.ts', 'e2e/browser.e2e-spec.ts', 'apps/clients/src/write-routes.int-spec.ts'];

const placeOf = ({ path }) => {
  const place = long.findIndex((name) => path.endsWith(name));
  return place === -1 ? long.length : place;
};

/** The order that Jest chooses, behind the long ones: on a fresh machine it knows no durations and goes by the size of files. */
export default class LongSpecsFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
