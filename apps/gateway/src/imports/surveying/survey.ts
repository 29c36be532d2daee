import type { ClassifierValue } from '@crm/contracts';
import { ImportedClassifier } from '../matching/classifier-values.ts';
import { KnownValues } from '../matching/known-values.ts';
import { type AccountTree, type Classifiers, surveyAccounts } from './accounts.ts';
import type { FindingSink } from './findings.ts';
import type { ImportSource } from './import-source.ts';
import { type Names, type PipelineSurvey, surveyPipeline } from './pipeline.ts';
import { type ProductList, surveyProducts } from './products.ts';
import { surveyTeam, type Team } from './team.ts';

/** The classifiers as they are before the import. */
export interface KnownClassifiers {
  readonly sectors: readonly ClassifierValue[];
  readonly regions: readonly ClassifierValue[];
}

/** What has to be known of the whole set before its first row is loaded. */
export interface Survey {
  readonly team: Team;
  readonly products: ProductList;
  readonly accounts: AccountTree;
  readonly pipeline: PipelineSurvey;
  readonly names: Names;
  readonly classifiers: Classifiers;
}

const namesOf = (names: Iterable<string>): KnownValues =>
  new KnownValues(Array.from(names, (name) => ({ code: name, names: [name] })));

/**
 * Reads the whole set once, checks every value of every row, and reports what will be loaded otherwise than it stands
 * there. Nothing is written: a set that is refused leaves no trace.
 *
 * @throws DomainError `import.malformed`
 */
export async function surveySet(source: ImportSource, known: KnownClassifiers, report: FindingSink): Promise<Survey> {
  const team = await surveyTeam(source.rows('sales_teams'));
  const products = await surveyProducts(source.rows('products'));
  const classifiers: Classifiers = {
    sectors: new ImportedClassifier(known.sectors),
    regions: new ImportedClassifier(known.regions),
  };
  const accounts = await surveyAccounts(() => source.rows('accounts'), classifiers, report);
  const names = { agents: namesOf(team.keys()), products: namesOf(products.keys()), accounts: accounts.names };
  const pipeline = await surveyPipeline(source.rows('sales_pipeline'), names, report);
  return { team, products, accounts, pipeline, names, classifiers };
}
