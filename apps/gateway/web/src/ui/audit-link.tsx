import { Button } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AuditedKind } from '@crm/contracts';
import { mayAudit } from '../api/may-audit.ts';
import { useMe } from '../api/use-session.ts';
import classes from './audit-link.module.css';

interface AuditedRecord {
  readonly kind: AuditedKind;
  readonly id: string;
}

const searchOf = ({ kind, id }: AuditedRecord) => ({ record: `${kind}:${id}` });

/** To what has happened to the record that a page shows, for those who read the audit. */
export function AuditLink(record: AuditedRecord) {
  const { t } = useTranslation();
  const me = useMe();
  if (!mayAudit(me)) return null;
  return (
    <Button
      size="xs"
      fz="sm"
      variant="default"
      leftSection={<IconHistory size={16} />}
      renderRoot={(props) => <Link to="/audit" search={searchOf(record)} {...props} />}
    >
      {t('audit.short')}
    </Button>
  );
}

/** The same for one of many records on a page: a word among its facts. */
export function AuditWord({ name, ...record }: AuditedRecord & { readonly name: string }) {
  const { t } = useTranslation();
  const me = useMe();
  if (!mayAudit(me)) return null;
  return (
    <Link to="/audit" search={searchOf(record)} className={classes.word} aria-label={t('audit.ofRecord', { name })}>
      {t('audit.short')}
    </Link>
  );
}
