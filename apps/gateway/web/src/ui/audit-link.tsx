import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditedKind } from '@crm/contracts';
import { mayAudit } from '../api/may-audit.ts';
import { useMe } from '../api/use-session.ts';

interface AuditLinkProps {
  readonly kind: AuditedKind;
  readonly id: string;
}

/** To what has happened to a record, for those who read the audit. */
export function AuditLink({ kind, id }: AuditLinkProps) {
  const { t } = useTranslation();
  const me = useMe();
  if (!mayAudit(me)) return null;
  return (
    <Button
      size="xs"
      fz="sm"
      variant="default"
      leftSection={<IconHistory size={16} />}
      renderRoot={(props) => <Link to="/audit" search={{ record: `${kind}:${id}` }} {...props} />}
    >
      {t('audit.ofRecord')}
    </Button>
  );
}
