import { useTranslation } from 'react-i18next';
import type { HandOverCounts } from '@crm/contracts';
import { useFormat } from '../../lib/use-format.ts';
import { handOverParts } from './hand-over-parts.ts';
import classes from './hand-over.module.css';

export function CountTiles({ counts }: { readonly counts: HandOverCounts }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <dl className={classes.tiles}>
      {handOverParts.map((part) => (
        <div key={part} data-none={counts[part] === 0}>
          <dd>{format.number(counts[part])}</dd>
          <dt>{t(`handOver.parts.${part}`, { count: counts[part] })}</dt>
        </div>
      ))}
    </dl>
  );
}
