import type { StageView } from './use-stages.ts';
import classes from './deals.module.css';

interface StageBarProps {
  readonly stages: readonly StageView[];
  readonly stageId: string;
}

/** How far the deal has come, at a glance. The stage's name stands in words below it. */
export function StageBar({ stages, stageId }: StageBarProps) {
  const reached = stages.findIndex(({ id }) => id === stageId);
  return (
    <div className={classes.bar} aria-hidden>
      {stages.map(({ id }, index) => (
        <span key={id} data-reached={index <= reached} />
      ))}
    </div>
  );
}
