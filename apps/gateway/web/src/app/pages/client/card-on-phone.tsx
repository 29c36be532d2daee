import { Stack, Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
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
export function CardOnPhone(props: CardProps) {
  const { t } = useTranslation();
  const { card } = props;
  return (
    <article>
      <ClientHeader section={card.client} actions={<CardActions card={card} grow />} />
      <Tabs defaultValue="timeline" mt="md" keepMounted={false}>
        <Tabs.List grow className={classes.tabs}>
          <Tabs.Tab value="timeline">{t('card.tab.timeline')}</Tabs.Tab>
          <Tabs.Tab value="deals">{t('card.tab.deals')}</Tabs.Tab>
          <Tabs.Tab value="persons">{t('card.tab.persons')}</Tabs.Tab>
          <Tabs.Tab value="facts">{t('card.tab.facts')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="timeline" pt="sm">
          <Stack gap="sm">
            <CommitmentsBlock {...props} />
            <TimelineBlock {...props} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="deals" pt="sm">
          <DealsBlock {...props} />
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
