import { repositoryRoot } from '../repository.ts';
import { featureNames } from './names.ts';
import { writeFeature } from './write-feature.ts';

/** `npm run new:feature -- SERVICE THINGS [THING]`, such as `deals price-lists`. */
const [service, things, thing] = process.argv.slice(2);

if (service === undefined || things === undefined) {
  console.error('Which feature? For example: npm run new:feature -- deals price-lists');
  process.exitCode = 1;
} else {
  const written = await writeFeature(repositoryRoot, featureNames(service, things, thing));
  console.log(`Written:\n${written.map((path) => `  ${path}`).join('\n')}`);
  console.log(`\nIts first test fails: npm test -- unit apps/${service}/src/${things}`);
}
