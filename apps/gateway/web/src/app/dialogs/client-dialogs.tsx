import { useNavigate } from '@tanstack/react-router';
import { ChangeClientForm, CreateClientForm } from '../../features/clients/client-forms.tsx';
import { ContactPersonForm } from '../../features/clients/contact-person-form.tsx';
import { ClientAccess } from '../../features/sharing/client-access.tsx';
import type { ClientDialog, OpenedDialogProps } from './dialogs.ts';

export default function ClientDialogs({ dialog, close }: OpenedDialogProps<ClientDialog>) {
  const navigate = useNavigate();
  const openCard = (clientId: string) => void navigate({ to: '/clients/$clientId', params: { clientId } });
  switch (dialog.kind) {
    case 'create-client':
      return <CreateClientForm onCreated={({ id }) => openCard(id)} onClose={close} />;
    case 'edit-client':
      return <ChangeClientForm client={dialog.client} onClose={close} />;
    case 'client-access':
      return <ClientAccess client={dialog.client} onClose={close} />;
    case 'create-contact-person':
      return <ContactPersonForm clientId={dialog.client.id} onClose={close} />;
    case 'edit-contact-person':
      return <ContactPersonForm clientId={dialog.client.id} person={dialog.person} onClose={close} />;
  }
}
