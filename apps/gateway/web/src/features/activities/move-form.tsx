import { ActivityChange, type ActivityListItem } from '@crm/contracts';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeActivity } from '../../api/activities.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { MomentField } from '../../ui/form/moment-field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { useFormat } from '../../lib/use-format.ts';
import { useSuggestions } from './use-suggestions.ts';

interface MoveFormProps {
  readonly activity: ActivityListItem;
  readonly onClose: () => void;
}

/** Another time for a planned activity; its reminder moves along. */
export function MoveForm({ activity, onClose }: MoveFormProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const suggestions = useSuggestions();
  const submit = async (change: ActivityChange) => {
    const { plannedAt } = await changeActivity(activity.id, change);
    toast.done(t('activity.moved', { when: format.dayAndTime(plannedAt ?? '') }));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('activity.moveTitle')} onClose={onClose}>
      <Text mb="md">{activity.subject}</Text>
      <ContractForm
        schema={ActivityChange}
        initial={{ plannedAt: activity.plannedAt }}
        submitLabel={t('activity.moveSubmit')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <MomentField name="plannedAt" label={t('activity.when')} suggestions={suggestions} />
        {activity.reminder?.status === 'scheduled' && (
          <Text size="sm" c="dimmed">
            {t('activity.reminderMoves')}
          </Text>
        )}
      </ContractForm>
    </Sheet>
  );
}
