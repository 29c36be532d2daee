import '@mantine/core/styles/Chip.css';
import { Button, Chip, Group, Input } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Choice } from '../../api/classifiers.ts';
import type { ChoiceFieldProps } from './choice-fields.tsx';
import { useField } from './use-field.ts';

const IN_SIGHT = 6;
/** So few are not worth a click. */
const SPARE = 2;

/** One of a few: the first ones in sight, the rest one click away. */
export function ChipsField({ name, label, choices, required = false }: ChoiceFieldProps) {
  const { t } = useTranslation();
  const { value, set, error } = useField<string | null>(name);
  const [all, showAll] = useState(false);
  const shown = all || choices.length <= IN_SIGHT + SPARE ? choices : inSight(choices, value ?? null);
  const hidden = choices.length - shown.length;
  return (
    <Input.Wrapper label={label} error={error} withAsterisk={required} labelElement="div">
      <Chip.Group value={value ?? null} onChange={(chosen) => set(chosen)}>
        <Group gap={8} mt={6} mb={error === undefined ? 0 : 6} role="radiogroup" aria-label={label}>
          {shown.map((choice) => (
            <Chip key={choice.value} value={choice.value} variant="light" radius="md">
              {choice.label}
            </Chip>
          ))}
          {hidden > 0 && (
            <Button variant="subtle" size="compact-sm" onClick={() => showAll(true)}>
              {t('action.more', { count: hidden })}
            </Button>
          )}
        </Group>
      </Chip.Group>
    </Input.Wrapper>
  );
}

const inSight = (choices: readonly Choice[], chosen: string | null): readonly Choice[] =>
  choices.filter(({ value }, index) => index < IN_SIGHT || value === chosen);
