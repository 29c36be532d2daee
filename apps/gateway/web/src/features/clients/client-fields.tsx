import { Button, Collapse, SimpleGrid, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useClassifier } from '../../api/classifiers.ts';
import { SegmentsField, SelectField } from '../../ui/form/choice-fields.tsx';
import { ClientField } from '../../ui/form/client-field.tsx';
import { DayField } from '../../ui/form/day-field.tsx';
import { ListField } from '../../ui/form/list-field.tsx';
import { NoteField, TextField } from '../../ui/form/text-fields.tsx';

/** What one asks of a new client at once; the rest folds out. */
export function ClientFields({ withKind }: { readonly withKind: boolean }) {
  const { t } = useTranslation();
  const sectors = useClassifier('sector');
  const [more, { toggle }] = useDisclosure();
  const kind: unknown = useWatch({ name: 'kind' });
  const kinds = (['organisation', 'person'] as const).map((value) => ({ value, label: t(`client.kinds.${value}`) }));
  const statuses = (['prospect', 'customer'] as const).map((value) => ({
    value,
    label: t(`client.statuses.${value}`),
  }));
  return (
    <>
      {withKind && <SegmentsField name="kind" label={t('client.kind')} choices={kinds} />}
      <TextField name="name" label={t('client.name')} required autoFocus />
      <ContactFields />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <SelectField name="lifecycleStatus" label={t('client.status')} choices={statuses} required />
        <SelectField name="sectorId" label={t('client.sector')} choices={sectors.choices} />
      </SimpleGrid>
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ alignSelf: 'flex-start' }}
        aria-expanded={more}
        rightSection={more ? <IconChevronUp size={14} /> : <IconChevronDown size={14} />}
        onClick={toggle}
      >
        {t('field.more')}
      </Button>
      <Collapse expanded={more}>
        <Stack gap="md">
          {kind === 'organisation' ? (
            <OrganisationFields />
          ) : (
            <DayField name="person.birthday" label={t('client.birthday')} />
          )}
          <OriginFields />
        </Stack>
      </Collapse>
    </>
  );
}

function ContactFields() {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
      <ListField
        name="phones"
        label={t('client.phone')}
        type="tel"
        placeholder="+7 495 123-45-67"
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
  );
}

function OrganisationFields() {
  const { t } = useTranslation();
  return (
    <>
      <ClientField name="parentId" label={t('client.parent')} kind="organisation" />
      <TextField name="organisation.taxId" label={t('client.taxId')} inputMode="numeric" />
    </>
  );
}

function OriginFields() {
  const { t } = useTranslation();
  const regions = useClassifier('region');
  const sources = useClassifier('source');
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        <SelectField name="regionId" label={t('client.region')} choices={regions.choices} />
        <SelectField name="sourceId" label={t('client.source')} choices={sources.choices} />
      </SimpleGrid>
      <TextField
        name="website"
        label={t('client.website')}
        placeholder="https://example.com"
        type="url"
        inputMode="url"
      />
      <TextField name="address" label={t('client.address')} />
      <NoteField name="note" label={t('field.note')} />
    </>
  );
}
