import { NewContactPerson, type ContactPerson } from '@crm/contracts';
import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeContactPerson, createContactPerson } from '../../api/clients.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { SwitchField } from '../../ui/form/choice-fields.tsx';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import type { FormValues } from '../../ui/form/contract-resolver.ts';
import { DayField } from '../../ui/form/day-field.tsx';
import { ListField } from '../../ui/form/list-field.tsx';
import { NoteField, TextField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';

interface ContactPersonFormProps {
  /** The client whose card the form was opened on: its affiliation is edited, the others stay. */
  readonly clientId: string;
  readonly person?: ContactPerson;
  readonly onClose: () => void;
}

export function ContactPersonForm({ clientId, person, onClose }: ContactPersonFormProps) {
  const { t } = useTranslation();
  const others = person?.affiliations.filter((affiliation) => affiliation.clientId !== clientId) ?? [];
  const here = person?.affiliations.find((affiliation) => affiliation.clientId === clientId);
  const initial = {
    name: person?.name ?? '',
    phones: person?.phones ?? [''],
    emails: person?.emails ?? [''],
    birthday: person?.birthday ?? null,
    note: person?.note ?? '',
    here: { clientId, position: '', isPrimary: false, ...here },
  };
  const toContract = ({ here, ...facts }: FormValues) => ({ ...facts, affiliations: [here, ...others] });
  const submit = async (input: NewContactPerson) => {
    await (person === undefined ? createContactPerson(input) : changeContactPerson(person.id, input));
    toast.done(t('person.saved', { name: input.name }));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={person === undefined ? t('person.create') : t('person.edit')} onClose={onClose}>
      <ContractForm
        schema={NewContactPerson}
        initial={initial}
        toContract={toContract}
        submitLabel={person === undefined ? t('person.createSubmit') : t('action.save')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <TextField name="name" label={t('person.name')} required autoFocus />
        <TextField name="here.position" label={t('person.position')} placeholder={t('person.positionHint')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
          <ListField
            name="phones"
            label={t('client.phone')}
            type="tel"
            placeholder="+7 916 123-45-67"
            addLabel={t('client.addPhone')}
          />
          <ListField
            name="emails"
            label={t('client.email')}
            type="email"
            placeholder="name@example.com"
            addLabel={t('client.addEmail')}
          />
        </SimpleGrid>
        <SwitchField name="here.isPrimary" label={t('person.primary')} />
        <DayField name="birthday" label={t('client.birthday')} />
        <NoteField name="note" label={t('field.note')} />
      </ContractForm>
    </Sheet>
  );
}
