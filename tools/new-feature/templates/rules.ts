import type { FeatureNames } from '../names.ts';

export const rules = ({
  Thing,
  thingName,
  words,
}: FeatureNames): string => `import type { ${Thing} } from '@crm/contracts';

/** Gives a ${words} another name. */
export function rename${Thing}(${thingName}: ${Thing}, name: string, at: Date): ${Thing} {
  return { ...${thingName}, name, updatedAt: at.toISOString() };
}
`;

/** The first test fails: it states the first rule of the feature, which is yet to be written. */
export const rulesSpec = ({
  thing,
  Thing,
  thingName,
  words,
}: FeatureNames): string => `import type { ${Thing} } from '@crm/contracts';
import { rename${Thing} } from './${thing}.ts';

const ${thingName}: ${Thing} = {
  id: 'a'.repeat(24),
  name: 'The first',
  ownerId: 'b'.repeat(24),
  departmentId: 'c'.repeat(24),
  version: 1,
  createdAt: '2026-11-23T09:00:00.000Z',
  updatedAt: '2026-11-23T09:00:00.000Z',
};

describe(rename${Thing}, () => {
  it('leaves a ${words} untouched that has the name already', () => {
    expect(rename${Thing}(${thingName}, ${thingName}.name, new Date())).toBe(${thingName});
  });
});
`;
