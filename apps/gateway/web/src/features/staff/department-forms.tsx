import { useTranslation } from 'react-i18next';
import { type Department, NewDepartment } from '@crm/contracts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { changeDepartment, createDepartment, deleteDepartment } from '../../api/staff.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { TextField } from '../../ui/form/text-fields.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';
import { EmployeeField } from '../../ui/form/employee-field.tsx';
import { DeleteDialog } from './delete-dialog.tsx';

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
  const { name } = department;
  return (
    <DeleteDialog
      title={t('department.deleteNamed', { name })}
      hint={t('department.deleteHint')}
      label={t('department.delete')}
      done={t('department.deleted', { name })}
      remove={() => deleteDepartment(department)}
      onClose={onClose}
    />
  );
}
