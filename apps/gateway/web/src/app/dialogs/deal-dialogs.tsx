import { CreateDealForm } from '../../features/deals/create-deal-form.tsx';
import { LoseDealForm, WinDealForm } from '../../features/deals/close-deal-forms.tsx';
import type { DealDialog, OpenedDialogProps } from './dialogs.ts';

export default function DealDialogs({ dialog, close }: OpenedDialogProps<DealDialog>) {
  switch (dialog.kind) {
    case 'create-deal':
      return <CreateDealForm clientId={dialog.client.id} onClose={close} />;
    case 'win-deal':
      return <WinDealForm deal={dialog.deal} onClose={close} />;
    case 'lose-deal':
      return <LoseDealForm deal={dialog.deal} onClose={close} />;
  }
}
