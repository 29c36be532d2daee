import type { Answered, Effect, Entry, Read } from '../journal.ts';
import { check } from './check.ts';
import type { Evidence } from './evidence.ts';
import type { Invariant } from './verdict.ts';

const at = 0;
const milliseconds = 1;
const creation = (mark: string): Effect => ({ collection: 'clients', kind: 'creation', mark });
const change = (mark: string | null): Effect => ({ collection: 'clients', kind: 'change', mark, recordId: 'c1' });

const sent = (write: number, effects: readonly Effect[], attempt = 1): Entry => ({
  ...{ type: 'sent', write, attempt, key: `k${write}`, kind: 'client.create', effects, at },
});
const answered = (write: number, status: number | null, more: Partial<Answered> = {}): Entry => ({
  ...{ type: 'answered', write, attempt: 1, status, milliseconds, at, ...more },
});
const read = (more: Partial<Read> = {}): Entry => ({
  ...{ type: 'read', kind: 'clients', status: 200, strangers: [], milliseconds, at, ...more },
});

/** A client that was created and changed twice, one write of unknown outcome, and everything told and applied. */
const healthy: Evidence = {
  journal: [
    ...[sent(1, [creation('m1')]), answered(1, 201)],
    ...[sent(2, [change('m2')]), answered(2, 503), sent(2, [change('m2')], 2), answered(2, 200, { attempt: 2 })],
    ...[sent(3, [change(null)]), answered(3, 200)],
    ...[sent(4, [creation('m4')]), answered(4, 422)],
    read(),
  ],
  records: [{ collection: 'clients', id: 'c1', creationMark: 'm1', changeMark: 'm2', version: 3 }],
  outbox: [1, 2, 3].map((seq) => ({ ...{ service: 'clients', record: 'client:c1', seq, type: 't', relayed: true } })),
  positions: [{ consumer: 'deals', record: 'client:c1', seq: 3 }],
  deadLetters: [{ queue: 'deals.dlq', depth: 1, injected: 1 }],
  complaints: [],
};

const [client] = healthy.records;
const journal = (...entries: Entry[]): Partial<Evidence> => ({ journal: [...healthy.journal, ...entries] });
const records = (...changed: Partial<Evidence['records'][number]>[]): Partial<Evidence> => ({
  records: changed.map((fields) => ({ ...client!, ...fields })),
});

const broken = (evidence: Partial<Evidence>): Invariant[] =>
  check({ ...healthy, ...evidence })
    .filter(({ violations }) => violations.length > 0)
    .map(({ invariant }) => invariant);

describe(check, () => {
  it('finds nothing where nothing is wrong, and says on how much it looked', () => {
    expect(check(healthy)).toEqual([
      { invariant: 'I1', checked: 3, violations: [] },
      { invariant: 'I2', checked: 4, violations: [] },
      { invariant: 'I3', checked: 4, violations: [] },
      { invariant: 'I4', checked: 1, violations: [] },
      { invariant: 'I5', checked: 6, violations: [] },
      { invariant: 'I6', checked: 1, violations: [] },
      { invariant: 'I7', checked: 1, violations: [] },
    ]);
  });

  describe('finds what is lost:', () => {
    const silent = { outbox: [], positions: [] };
    it.each([
      ['a created record', { records: [], ...silent }, ['I1']],
      ['a change', { ...records({ version: 2 }), ...silent }, ['I1']],
      ['the text of the last change', records({ changeMark: 'm1' }), ['I1']],
      ['a record that was changed', { ...records({ id: 'c2', version: 1 }), ...silent }, ['I1']],
    ] as const)('%s', (_what, evidence, expected) => {
      expect(broken(evidence)).toEqual(expected);
    });
  });

  describe('finds what has happened twice or should not have:', () => {
    it.each([
      ['a creation', { ...records({}, { id: 'c2', version: 1 }) }, ['I2', 'I3']],
      ['a change', { ...records({ version: 4 }), outbox: [], positions: [] }, ['I2']],
      ['a refused creation', records({}, { id: 'c4', creationMark: 'm4', version: 1 }), ['I2', 'I3']],
      ['a creation that nobody has asked for', records({}, { id: 'c9', creationMark: 'm9', version: 1 }), ['I2', 'I3']],
    ] as const)('%s', (_what, evidence, expected) => {
      expect(broken(evidence)).toEqual(expected);
    });

    it('a change of a record that nobody has changed', () => {
      const evidence = { ...journal(sent(5, [creation('m5')]), answered(5, 201)) };
      const doubled = records({}, { id: 'c5', creationMark: 'm5', changeMark: null, version: 2 });
      expect(broken({ ...evidence, ...doubled, outbox: [], positions: [] })).toEqual(['I2']);
    });
  });

  it('takes either for right where the outcome never became known, but says that it did not', () => {
    const open = journal(sent(5, [change('m5')]), answered(5, null, { code: 'ECONNRESET' }));
    expect(broken(open)).toEqual(['I5']);
    const taken = { ...records({ version: 4, changeMark: 'm5' }), outbox: [], positions: [] };
    expect(broken({ ...open, ...taken })).toEqual(['I5']);
  });

  it('takes the answer to the last attempt for the outcome', () => {
    const again = journal(
      ...[sent(5, [creation('m5')]), answered(5, 503), sent(5, [creation('m5')], 2)],
      answered(5, 201, { attempt: 2 }),
    );
    expect(broken(again)).toEqual(['I1']);
  });

  describe('finds an event', () => {
    const [first, second, third] = healthy.outbox;
    it.each([
      ['that is not published', { outbox: [first!, second!, { ...third!, relayed: false }] }],
      ['that is missing', { outbox: [first!, third!] }],
      ['that was never told', { outbox: [first!, second!], positions: [] }],
      ['that was not applied', { positions: [{ ...healthy.positions[0]!, seq: 2 }] }],
      ['that was applied before it was told', { positions: [{ ...healthy.positions[0]!, seq: 4 }] }],
    ])('%s', (_what, evidence) => {
      expect(broken(evidence)).toEqual(['I3']);
    });
  });

  it.each([
    { depth: 2, injected: 1 },
    { depth: 0, injected: 1 },
  ])('finds a dead letter too many or too few: $depth of $injected', (letters) => {
    expect(broken({ deadLetters: [{ queue: 'deals.dlq', ...letters }] })).toEqual(['I4']);
  });

  it.each([
    { status: 200, expected: [] },
    { status: 404, expected: [] },
    { status: 429, expected: [] },
    { status: 503, expected: [] },
    { status: 504, expected: [] },
    { status: null, expected: [] },
    { status: 500, expected: ['I5'] },
    { status: 502, expected: ['I5'] },
  ])('judges the answer $status', ({ status, expected }) => {
    expect(broken(journal(read({ status })))).toEqual(expected);
  });

  it('finds an error that nobody caught', () => {
    expect(broken({ complaints: [{ program: 'deals 1', line: 'An error that nobody caught' }] })).toEqual(['I6']);
  });

  it('finds a reader who was shown what is not his', () => {
    expect(broken(journal(read({ strangers: ['e2'] })))).toEqual(['I7']);
  });
});
