import { Textarea, TextInput } from '@mantine/core';
import type { HTMLInputAutoCompleteAttribute, HTMLInputTypeAttribute } from 'react';
import { useField } from './use-field.ts';

interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly description?: string;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly type?: HTMLInputTypeAttribute;
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly inputMode?: 'text' | 'tel' | 'email' | 'url' | 'numeric' | 'decimal';
}

export function TextField({ name, required = false, autoFocus = false, ...rest }: TextFieldProps) {
  const { value, set, input, error } = useField<string>(name);
  return (
    <TextInput
      {...rest}
      {...input}
      error={error}
      withAsterisk={required}
      value={value ?? ''}
      {...(autoFocus && { 'data-autofocus': true })}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

interface NoteFieldProps {
  readonly name: string;
  readonly label: string;
  readonly placeholder?: string;
  readonly description?: string;
  readonly autoFocus?: boolean;
}

/** Free text of several lines; it grows with what is typed. */
export function NoteField({ name, autoFocus = false, ...rest }: NoteFieldProps) {
  const { value, set, input, error } = useField<string>(name);
  return (
    <Textarea
      {...rest}
      {...input}
      autosize
      minRows={2}
      maxRows={8}
      error={error}
      value={value ?? ''}
      {...(autoFocus && { 'data-autofocus': true })}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
