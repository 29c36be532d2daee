import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Client } from '@crm/contracts';

export function StatusBadge({ status }: { readonly status: Client['lifecycleStatus'] }) {
  const { t } = useTranslation();
  const customer = status === 'customer';
  return (
    <Badge variant="light" color={customer ? 'pine' : 'gray'} tt="none" fw={500} size="md" fz={12}>
      {t(`client.statuses.${status}`)}
    </Badge>
  );
}
