import { writeNote } from '@crm/card-sections';
import { Prebuilt } from '@crm/messaging';
import { fromBytes, isWhole, stillRight, toBytes } from './cache/kept-card.ts';
import { bodyOf, outlinesOf, type Sections, splice, withNames } from './card.ts';

const section = <Output>(json: string, mentions: string[] = [], lasting = true) =>
  new Prebuilt<Output>(Buffer.from(json), writeNote({ mentions, lasting }));
const whole: Sections = {
  clients: section('{"client":{"name":"Заря"}}', ['anna']),
  deals: section('{"open":[]}', ['boris', 'anna']),
  activities: section('{"planned":[]}'),
};
const textsOf = ({ clients, deals, activities }: Sections) =>
  [clients, deals, activities].map((one) => one && [one.json.toString(), one.note]);

describe(splice, () => {
  it('puts the sections into one card, and finds them in it again', () => {
    const body = splice(whole);
    expect(JSON.parse(withNames(body, {}).toString())).toEqual({
      ...{ client: { client: { name: 'Заря' } }, deals: { open: [] }, activities: { planned: [] } },
      ...{ employees: {}, missing: [] },
    });
    expect(textsOf(body.sections)).toEqual(textsOf(whole));
    expect(body.sections.deals?.json.buffer).toBe(body.beginning.buffer);
    expect(body).toMatchObject({ mentions: ['anna', 'boris'], missing: [], lasting: true });
    expect(splice(body.sections)).toEqual(body);
  });

  it.each([
    { without: 'deals', sections: { ...whole, deals: null }, mentions: ['anna'], missing: ['deals'] },
    {
      without: 'activities',
      sections: { ...whole, activities: null },
      mentions: ['anna', 'boris'],
      missing: ['activities'],
    },
    {
      without: 'both',
      sections: { ...whole, deals: null, activities: null },
      mentions: ['anna'],
      missing: ['deals', 'activities'],
    },
  ])('says what is missing: $without', ({ sections, mentions, missing }) => {
    const body = splice(sections);
    expect(body).toMatchObject({ mentions, missing, lasting: false });
    expect(textsOf(bodyOf(body.beginning, outlinesOf(body.sections)).sections)).toEqual(textsOf(sections));
    expect(JSON.parse(withNames(body, {}).toString())).toMatchObject({ missing });
  });

  it('is not lasting when a section is not', () => {
    expect(splice({ ...whole, activities: section('{}', [], false) }).lasting).toBe(false);
  });
});

describe(stillRight, () => {
  const marks = { clients: 'a 1', deals: 'b 1', activities: 'c 1' };
  const kept = { marks, keptAt: 1_000, body: splice(whole) };

  it.each([
    { after: 'nothing', now: marks, past: [], right: ['clients', 'deals', 'activities'] },
    { after: 'a change of deals', now: { ...marks, deals: 'b 2' }, past: [], right: ['clients', 'activities'] },
    { after: 'another lease', now: { ...marks, clients: 'd 1' }, past: [], right: ['deals', 'activities'] },
    { after: 'a change of his own', now: marks, past: ['activities'] as const, right: ['clients', 'deals'] },
    { after: 'both', now: { ...marks, deals: 'b 2' }, past: ['clients'] as const, right: ['activities'] },
  ])('after $after: $right', ({ now, past, right }) => {
    const sections = stillRight(kept, now, past);
    expect(Object.keys(sections)).toEqual(right);
    expect(isWhole(sections)).toBe(right.length === 3);
  });

  it('is told of a card that comes from Redis as of one that was kept here', () => {
    const again = fromBytes(toBytes(kept));
    expect(again).toEqual(kept);
    expect(textsOf(again.body.sections)).toEqual(textsOf(whole));
  });
});
