import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconThumbDown, IconTrophy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DealListItem } from '@crm/contracts';
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
  return (
    <Menu width={250} position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="light"
          rightSection={<IconChevronDown size={14} />}
          aria-label={t('deal.stageNamed', { title: deal.title, stage: current })}
          styles={{ root: { minHeight: '2rem' } }}
        >
          {current}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('deal.moveTo')}</Menu.Label>
        {stages.map((stage) => (
          <Menu.Item
            key={stage.id}
            disabled={stage.id === deal.stageId}
            rightSection={stage.id === deal.stageId && <IconCheck size={16} />}
            onClick={() => move(deal, stage)}
          >
            {stage.label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item color="pine" leftSection={<IconTrophy size={16} />} onClick={() => onWin(deal)}>
          {t('deal.win')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconThumbDown size={16} />} onClick={() => onLose(deal)}>
          {t('deal.lose')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
