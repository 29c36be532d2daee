import { Button } from '@mantine/core';
import { IconChevronDown, IconThumbDown, IconTrophy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DealListItem } from '@crm/contracts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import type { DealHandlers } from './handlers.ts';
import { useMoveDeal } from './use-move-deal.ts';
import type { StageView } from './use-stages.ts';

interface StageMenuProps extends DealHandlers {
  readonly deal: DealListItem;
  readonly stages: readonly StageView[];
}

/** The stage, and every way on from it. */
export function StageMenu({ deal, stages, onWin, onLose }: StageMenuProps) {
  const { t } = useTranslation();
  const move = useMoveDeal();
  const current = stages.find(({ id }) => id === deal.stageId)?.label ?? '';
  const button = (
    <Button
      size="compact-sm"
      variant="light"
      rightSection={<IconChevronDown size={14} />}
      aria-label={t('deal.stageNamed', { title: deal.title, stage: current })}
      styles={{ root: { minHeight: '2rem' } }}
    >
      {current}
    </Button>
  );
  const entries: readonly MenuEntry[] = [
    { heading: t('deal.moveTo') },
    ...stages.map((stage) => ({
      label: stage.label,
      current: stage.id === deal.stageId,
      onSelect: () => move(deal, stage),
    })),
    'divider',
    { label: t('deal.win'), Sign: IconTrophy, color: 'pine', onSelect: () => onWin(deal) },
    { label: t('deal.lose'), Sign: IconThumbDown, color: 'red', onSelect: () => onLose(deal) },
  ];
  return <ActionMenu button={button} entries={entries} position="bottom-start" />;
}
