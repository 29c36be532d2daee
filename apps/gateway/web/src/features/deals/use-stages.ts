import { useQuery } from '@tanstack/react-query';
import { useLocalized } from '../../api/classifiers.ts';
import { pipelinesQuery } from '../../api/deals.ts';

export interface StageView {
  readonly id: string;
  readonly label: string;
  readonly probability: number;
}

/** The open stages of a pipeline in their order, named in the language of the page. */
export function useStages(pipelineId: string): readonly StageView[] {
  const { data: pipelines = [] } = useQuery(pipelinesQuery);
  const localized = useLocalized();
  const stages = pipelines.find(({ id }) => id === pipelineId)?.stages ?? [];
  return stages
    .filter(({ kind }) => kind === 'open')
    .sort((one, other) => one.position - other.position)
    .map(({ id, name, probability }) => ({ id, label: localized(name), probability }));
}
