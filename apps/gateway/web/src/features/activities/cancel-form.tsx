import { cancelActivity as contract, type ActivityListItem } from '@crm/contracts';
import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { cancelActivity } from '../../api/activities.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { NoteField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';

interface CancelFormProps {
  readonly activity: ActivityListItem;
  readonly onClose: () => void;
}

/** Cancelling cannot be undone, so it is asked about; the reason may stay unsaid. */
export function CancelForm({ activity, onClose }: CancelFormProps) {
  const { t } = useTranslation();
  return (
    <Sheet title={t('activity.cancelTitle')} onClose={onClose}>
      <Text mb="md">{activity.subject}</Text>
      <ContractForm
        schema={contract.input}
        toContract={(values) => ({ ...values, activityId: activity.id })}
        submitLabel={t('activity.cancelSubmit')}
        submitColor="red"
        onCancel={onClose}
        onSubmit={async ({ comment }) => {
          await cancelActivity(activity.id, comment);
          toast.done(t('activity.cancelled'));
          onClose();
          await refreshAfterChange();
        }}
      >
        <NoteField name="comment" label={t('activity.cancelReason')} placeholder={t('field.optional')} autoFocus />
      </ContractForm>
    </Sheet>
  );
}
