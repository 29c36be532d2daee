import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Client } from '@crm/contracts';

export function StatusBadge({ status }: { readonly status: Client['lifecycleStatus'] }) {
  const { t } = useTranslation();
  const customer = status === 'customer';
  return (
    <Badge variant={customer ? 'light' : 'outline'} color={customer ? 'pine' : 'gray'} tt="none" fw={500} size="md">
      {t(`client.statuses.${status}`)}
    </Badge>
  );
}
