import { lazy, Suspense, useCallback, useState, type ReactNode } from 'react';
import { DialogContext, type Dialog, type OpenedDialogProps } from './dialogs.ts';

const ClientDialogs = lazy(() => import('./client-dialogs.tsx'));
const DealDialogs = lazy(() => import('./deal-dialogs.tsx'));
const ActivityDialogs = lazy(() => import('./activity-dialogs.tsx'));
const FindClient = lazy(() => import('./find-client.tsx'));

/** Keeps the open dialog; its code is loaded when it is first asked for. */
export function DialogHost({ children }: { readonly children: ReactNode }) {
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = useCallback(() => setDialog(null), []);
  return (
    <DialogContext value={setDialog}>
      {children}
      <Suspense>{dialog !== null && <OpenedDialog dialog={dialog} close={close} />}</Suspense>
    </DialogContext>
  );
}

function OpenedDialog({ dialog, close }: OpenedDialogProps) {
  switch (dialog.kind) {
    case 'find-client':
      return <FindClient close={close} />;
    case 'create-client':
    case 'edit-client':
    case 'client-access':
    case 'create-contact-person':
    case 'edit-contact-person':
      return <ClientDialogs dialog={dialog} close={close} />;
    case 'create-deal':
    case 'win-deal':
    case 'lose-deal':
      return <DealDialogs dialog={dialog} close={close} />;
    default:
      return <ActivityDialogs dialog={dialog} close={close} />;
  }
}
