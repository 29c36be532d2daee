import { Badge } from '@mantine/core';
import { IconUserShare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OnBehalfOf } from '@crm/contracts';
import { shortName } from '../lib/person-names.ts';

/** Marks what is an absent colleague's; nothing where the reader acts for nobody. */
export function OnBehalfBadge({ of }: { readonly of: OnBehalfOf | undefined }) {
  const { t } = useTranslation();
  if (of === undefined) return null;
  return (
    <Badge
      variant="light"
      color="grape"
      tt="none"
      fw={500}
      fz={12}
      maw="100%"
      leftSection={<IconUserShare size={13} aria-hidden />}
    >
      {t('substitution.for', { name: shortName(of.name) })}
    </Badge>
  );
}
