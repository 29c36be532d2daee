import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useField } from './use-field.ts';

interface ListFieldProps {
  readonly name: string;
  readonly label: string;
  readonly addLabel: string;
  readonly placeholder: string;
  readonly type: 'tel' | 'email';
}

/** Several telephone numbers or addresses, one a line. */
export function ListField({ name, label, addLabel, placeholder, type }: ListFieldProps) {
  const { value, set, input, error } = useField<string[]>(name);
  const { t } = useTranslation();
  const lines = value === undefined || value.length === 0 ? [''] : value;
  const replace = (index: number, text: string) => set(lines.map((line, at) => (at === index ? text : line)));
  return (
    <Input.Wrapper label={label} labelElement="div" error={error}>
      <Stack gap={6} mt={4} mb={error === undefined ? 0 : 6}>
        {lines.map((line, index) => (
          <Group key={index} gap={6} wrap="nowrap">
            <TextInput
              {...(index === 0 && input)}
              flex={1}
              type={type}
              inputMode={type}
              aria-label={index === 0 ? label : `${label} ${index + 1}`}
              placeholder={placeholder}
              error={error !== undefined}
              value={line}
              onChange={(event) => replace(index, event.currentTarget.value)}
            />
            {lines.length > 1 && (
              <ActionIcon aria-label={t('action.remove')} onClick={() => set(lines.filter((_, at) => at !== index))}>
                <IconX size={16} />
              </ActionIcon>
            )}
          </Group>
        ))}
        {lines.at(-1) !== '' && lines.length < 10 && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            style={{ alignSelf: 'flex-start' }}
            onClick={() => set([...lines, ''])}
          >
            {addLabel}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
}
