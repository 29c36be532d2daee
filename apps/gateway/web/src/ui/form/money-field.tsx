import '@mantine/core/styles/NumberInput.css';
import { Group, NumberInput, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useField } from './use-field.ts';

const CURRENCIES = ['RUB', 'USD', 'EUR', 'KZT', 'BYN', 'CNY'];

interface MoneyFieldProps {
  /** The field that holds `{ amount, currency }`. */
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
}

/** An exact amount with its currency: the text that is typed is the text that is sent. */
export function MoneyField({ name, label, required = false }: MoneyFieldProps) {
  const { t } = useTranslation();
  const amount = useField<string>(`${name}.amount`);
  const currency = useField<string>(`${name}.currency`);
  const known = currency.value === undefined ? [] : [currency.value];
  return (
    <Group gap={8} align="flex-start" wrap="nowrap">
      <NumberInput
        {...amount.input}
        flex={1}
        label={label}
        withAsterisk={required}
        error={amount.error}
        hideControls
        inputMode="decimal"
        thousandSeparator=" "
        decimalScale={2}
        allowedDecimalSeparators={['.', ',']}
        allowNegative={false}
        value={amount.value ?? ''}
        valueIsNumericString
        onValueChange={({ value }) => amount.set(value)}
      />
      <Select
        w={100}
        label={t('deal.currency')}
        allowDeselect={false}
        data={[...new Set([...known, ...CURRENCIES])]}
        value={currency.value ?? null}
        onChange={(value) => value !== null && currency.set(value)}
      />
    </Group>
  );
}
