import { Group, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './panel.module.css';

interface PanelProps {
  readonly title: ReactNode;
  /** How many there are in all, which may be more than are shown. */
  readonly count?: string | undefined;
  readonly action?: ReactNode;
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A titled block of a page. It is a landmark named by its title. */
export function Panel({ title, count, action, flush = false, children }: PanelProps) {
  const titleId = useId();
  return (
    <section className={classes.panel} aria-labelledby={titleId}>
      <Group className={classes.head} justify="space-between" wrap="nowrap" gap="xs">
        <Group gap={8} wrap="nowrap" align="baseline">
          <Title order={2} size="h5" id={titleId}>
            {title}
          </Title>
          {count !== undefined && (
            <Text span size="sm" c="dimmed">
              {count}
            </Text>
          )}
        </Group>
        {action}
      </Group>
      <div className={flush ? undefined : classes.body}>{children}</div>
    </section>
  );
}
