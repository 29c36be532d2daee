import { EmployeeSelect } from './employee-select.tsx';
import { useField } from './use-field.ts';

/** One of the colleagues who work here, found by the beginnings of his name. */
export function EmployeeField({ name, label }: { readonly name: string; readonly label: string }) {
  const { value, set, input, error } = useField<string | null>(name);
  return <EmployeeSelect {...input} label={label} value={value ?? null} onChange={set} error={error} />;
}
