import classes from './fact-list.module.css';

interface FactListProps {
  /** Each by its name; lines of a value stand below each other. */
  readonly facts: readonly (readonly [name: string, value: string])[];
}

/** What is known of something, a line for each fact. */
export function FactList({ facts }: FactListProps) {
  return (
    <dl className={classes.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
