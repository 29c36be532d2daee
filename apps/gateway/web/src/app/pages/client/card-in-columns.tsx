import { ClientHeader } from '../../../features/card/client-header.tsx';
import { CardActions } from './card-actions.tsx';
import {
  CommitmentsBlock,
  DealsBlock,
  FactsBlock,
  PersonsBlock,
  TimelineBlock,
  type CardProps,
} from './card-blocks.tsx';
import classes from './card.module.css';

/** The stream of time in the middle; beside it what stands open, and whom and what it is about. */
export function CardInColumns(props: CardProps) {
  return (
    <article>
      <ClientHeader card={props.card} actions={<CardActions card={props.card} />} />
      <div className={classes.columns}>
        <TimelineBlock {...props} />
        <div className={classes.side}>
          <DealsBlock {...props} />
          <CommitmentsBlock {...props} />
          <PersonsBlock {...props} />
          <FactsBlock {...props} />
        </div>
      </div>
    </article>
  );
}
