import '@mantine/core/styles/Tabs.css';
import { Stack, Tabs, UnstyledButton } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientCard } from '../../../generated';
import { useFormat } from '../../../lib/use-format.ts';
import { usePhone } from '../../../lib/use-phone.ts';
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

/** The same blocks one at a time: the tabs stay in sight while the history scrolls. */
export function CardInTabs(props: CardProps) {
  const { t } = useTranslation();
  const { card } = props;
  const phone = usePhone();
  const [tab, setTab] = useState('timeline');
  return (
    <article>
      <ClientHeader card={card} actions={<CardActions card={card} grow={phone} />} />
      <Tabs value={tab} onChange={(chosen) => setTab(chosen ?? 'timeline')} mt="md" keepMounted={false}>
        <Tabs.List grow className={classes.tabs}>
          <Tabs.Tab value="timeline">{t('card.tab.timeline')}</Tabs.Tab>
          <Tabs.Tab value="deals">{t('card.tab.deals')}</Tabs.Tab>
          <Tabs.Tab value="persons">{t('card.tab.persons')}</Tabs.Tab>
          <Tabs.Tab value="facts">{t('card.tab.facts')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="timeline" pt="sm">
          <Stack gap="sm">
            <OverduePromises card={card} onShow={() => setTab('deals')} />
            <TimelineBlock {...props} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="deals" pt="sm">
          <Stack gap="sm">
            <CommitmentsBlock {...props} />
            <DealsBlock {...props} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="persons" pt="sm">
          <PersonsBlock {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="facts" pt="sm">
          <FactsBlock {...props} />
        </Tabs.Panel>
      </Tabs>
    </article>
  );
}

interface OverduePromisesProps {
  readonly card: ClientCard;
  readonly onShow: () => void;
}

/** Promises stand under another tab here; those that are overdue must not be missed. */
function OverduePromises({ card, onShow }: OverduePromisesProps) {
  const { t } = useTranslation();
  const today = useFormat().today();
  const overdue = card.activities?.commitments.filter(({ dueOn }) => dueOn < today).length ?? 0;
  if (overdue === 0) return null;
  return (
    <UnstyledButton className={classes.overdue} onClick={onShow}>
      <IconAlertCircle size={18} aria-hidden />
      {t('commitment.overdueCount', { count: overdue })}
    </UnstyledButton>
  );
}
