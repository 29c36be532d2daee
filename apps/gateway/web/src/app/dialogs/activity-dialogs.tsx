import { CancelForm } from '../../features/activities/cancel-form.tsx';
import { CloseCommitmentForm, MakeCommitmentForm } from '../../features/activities/commitment-forms.tsx';
import { CompleteForm } from '../../features/activities/complete-form.tsx';
import { MoveForm } from '../../features/activities/move-form.tsx';
import { PlanForm } from '../../features/activities/plan-form.tsx';
import { RecordForm } from '../../features/activities/record-form.tsx';
import type { ActivityDialog, OpenedDialogProps } from './dialogs.ts';

export default function ActivityDialogs({ dialog, close }: OpenedDialogProps<ActivityDialog>) {
  switch (dialog.kind) {
    case 'plan-activity':
      return <PlanForm client={dialog.client} onClose={close} />;
    case 'record-activity':
      return <RecordForm client={dialog.client} onClose={close} />;
    case 'complete-activity':
      return <CompleteForm activity={dialog.activity} onClose={close} />;
    case 'move-activity':
      return <MoveForm activity={dialog.activity} onClose={close} />;
    case 'cancel-activity':
      return <CancelForm activity={dialog.activity} onClose={close} />;
    case 'make-commitment':
      return <MakeCommitmentForm clientId={dialog.client.id} onClose={close} />;
    case 'close-commitment':
      return <CloseCommitmentForm commitment={dialog.commitment} onClose={close} />;
  }
}
