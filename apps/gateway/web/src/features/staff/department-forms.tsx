import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Department, NewDepartment } from '@crm/contracts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { changeDepartment, createDepartment, deleteDepartment } from '../../api/staff.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { TextField } from '../../ui/form/text-fields.tsx';
import { useProblemText } from '../../ui/problem-text.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { EmployeeField } from './employee-field.tsx';

interface CreateDepartmentFormProps {
  /** The department below which the new one will be; null for a top one. */
  readonly parent: Department | null;
  readonly onCreated: (department: Department) => void;
  readonly onClose: () => void;
}

export function CreateDepartmentForm({ parent, onCreated, onClose }: CreateDepartmentFormProps) {
  const { t } = useTranslation();
  const submit = async (given: NewDepartment) => {
    const created = await createDepartment(given);
    toast.done(t('department.created', { name: created.name }));
    onClose();
    await refreshAfterChange();
    onCreated(created);
  };
  return (
    <Sheet
      title={parent ? t('department.createBelow', { name: parent.name }) : t('department.create')}
      onClose={onClose}
    >
      <ContractForm
        schema={NewDepartment}
        initial={{ name: '', parentId: parent?.id ?? null, headId: null }}
        submitLabel={t('action.create')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <DepartmentFields />
      </ContractForm>
    </Sheet>
  );
}

interface DepartmentDialogProps {
  readonly department: Department;
  readonly onClose: () => void;
}

/** Its name and its head. Where it stands is changed by a move, which is looked at before. */
export function ChangeDepartmentForm({ department, onClose }: DepartmentDialogProps) {
  const { t } = useTranslation();
  const { name, headId } = department;
  const submit = async (given: Pick<NewDepartment, 'name' | 'headId'>) => {
    await changeDepartment(department, given);
    toast.done(t('department.saved', { name: given.name }));
    onClose();
    await refreshAfterChange();
  };
  return (
    <Sheet title={t('department.edit')} onClose={onClose}>
      <ContractForm
        schema={NewDepartment.omit({ parentId: true })}
        initial={{ name, headId }}
        submitLabel={t('action.save')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <DepartmentFields />
      </ContractForm>
    </Sheet>
  );
}

function DepartmentFields() {
  const { t } = useTranslation();
  return (
    <>
      <TextField name="name" label={t('department.name')} required autoFocus />
      <EmployeeField name="headId" label={t('department.head')} />
    </>
  );
}

/** Asks once more; a department in which somebody works, or below which others are, is refused by the gateway. */
export function DeleteDepartmentDialog({ department, onClose }: DepartmentDialogProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const deleting = useMutation({
    mutationFn: () => deleteDepartment(department),
    onSuccess: async () => {
      toast.done(t('department.deleted', { name: department.name }));
      onClose();
      await refreshAfterChange();
    },
  });
  return (
    <Sheet title={t('department.deleteNamed', { name: department.name })} onClose={onClose} size="sm">
      <Stack gap="md">
        <Text size="sm">{t('department.deleteHint')}</Text>
        {deleting.isError && (
          <Alert
            color="red"
            variant="light"
            icon={<IconAlertCircle />}
            role="alert"
            title={problemText(deleting.error)}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button color="red" loading={deleting.isPending} onClick={() => deleting.mutate()}>
            {t('department.delete')}
          </Button>
        </Group>
      </Stack>
    </Sheet>
  );
}
