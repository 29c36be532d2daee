import type { FeatureNames } from './names.ts';
import { contract } from './templates/contract.ts';
import { rules, rulesSpec } from './templates/rules.ts';
import { controller, module, service } from './templates/service.ts';
import { mapper, repository, schema } from './templates/storage.ts';

export interface FeatureFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly text: string;
}

/** The files of a new feature, each ready to be changed into what it should do. */
export function featureFiles(names: FeatureNames): FeatureFile[] {
  const { service: app, thing, things } = names;
  const inFeature = (name: string): string => `apps/${app}/src/${things}/${name}.ts`;
  return [
    { path: `libs/contracts/src/${app}/${thing}.ts`, text: contract(names) },
    { path: inFeature(thing), text: rules(names) },
    { path: inFeature(`${thing}.spec`), text: rulesSpec(names) },
    { path: inFeature(`${thing}.schema`), text: schema(names) },
    { path: inFeature(`${thing}.mapper`), text: mapper(names) },
    { path: inFeature(`${thing}.repository`), text: repository(names) },
    { path: inFeature(`${thing}.service`), text: service(names) },
    { path: inFeature(`${things}.rpc.controller`), text: controller(names) },
    { path: inFeature(`${things}.module`), text: module(names) },
  ];
}
