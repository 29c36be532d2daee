import { NewClient, type Client } from '@crm/contracts';
import { useTranslation } from 'react-i18next';
import { changeClient, createClient } from '../../api/clients.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { ClientFields } from './client-fields.tsx';

interface CreateClientFormProps {
  readonly onCreated: (client: Client) => void;
  readonly onClose: () => void;
}

export function CreateClientForm({ onCreated, onClose }: CreateClientFormProps) {
  const { t } = useTranslation();
  const submit = async (input: NewClient) => {
    const client = await createClient(input);
    toast.done(t('client.created', { name: client.name }));
    onClose();
    onCreated(client);
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('client.create')} onClose={onClose}>
      <ContractForm
        schema={NewClient}
        initial={{ kind: 'organisation', lifecycleStatus: 'prospect', name: '', phones: [''], emails: [''] }}
        submitLabel={t('client.createSubmit')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <ClientFields withKind />
      </ContractForm>
    </Sheet>
  );
}

interface ChangeClientFormProps {
  readonly client: Client;
  readonly onClose: () => void;
}

/** The form of a new client, filled in; what is cleared in it is cleared in the record. */
export function ChangeClientForm({ client, onClose }: ChangeClientFormProps) {
  const { t } = useTranslation();
  const { id, version, ownerId, departmentId, createdAt, updatedAt, ...facts } = client;
  const submit = async ({ kind, ownerId: _owner, ...change }: NewClient) => {
    await changeClient(id, change);
    toast.done(t('client.changedToast'));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('client.edit')} onClose={onClose}>
      <ContractForm
        schema={NewClient}
        initial={facts}
        submitLabel={t('action.save')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <ClientFields withKind={false} />
      </ContractForm>
    </Sheet>
  );
}
