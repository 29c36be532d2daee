import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '@crm/contracts';
import { useEmployeeName } from '../../api/names.ts';
import { useFormat } from '../../lib/use-format.ts';
import type { AuditSearch } from './audit-search.ts';
import { FieldValue } from './field-value.tsx';
import { useFieldWords } from './use-field-words.ts';
import classes from './audit.module.css';

interface AuditRowProps {
  readonly entry: AuditEntry;
  readonly onChange: (change: AuditSearch) => void;
}

/** One thing that happened: who did what, when, from where and why, and what was before and after. */
export function AuditRow({ entry, onChange }: AuditRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { actor, onBehalfOf, kind, recordId, action, at, address, reason, requestId } = entry;
  const isPerson = actor !== null && actor.role !== 'system';
  const name = useEmployeeName(isPerson ? actor.employeeId : null);
  const absent = useEmployeeName(onBehalfOf[0] ?? null);
  const circumstances = [
    format.dayAndTime(at),
    isPerson ? (name ?? t('audit.somebody')) : t('audit.program'),
    absent !== undefined && t('audit.onBehalfOf', { name: absent }),
    address !== null && t('audit.from', { address }),
    t('audit.request', { id: requestId }),
  ];
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <span>
          {t(`audit.kinds.${kind}`)} · {t(`audit.actions.${action}`)}
        </span>
        <Button
          size="compact-sm"
          fz="sm"
          variant="subtle"
          onClick={() => onChange({ record: `${kind}:${recordId}`, kind: undefined })}
        >
          {t('audit.thisRecord')}
        </Button>
      </div>
      <div className={classes.dim}>{circumstances.filter((part) => part !== false).join(' · ')}</div>
      {reason !== null && <div>{t('audit.because', { reason })}</div>}
      {entry.erased && <div className={classes.dim}>{t('audit.erased')}</div>}
      <Changes entry={entry} />
    </li>
  );
}

function Changes({ entry: { action, changes, erased } }: Pick<AuditRowProps, 'entry'>) {
  const { t } = useTranslation();
  const wordsOf = useFieldWords();
  if (changes.length === 0) return null;
  return (
    <dl className={classes.changes}>
      {changes.map((change) => (
        <div key={change.field} className={classes.change}>
          <dt>{wordsOf(change.field)}</dt>
          <dd>
            {erased && change.personal ? (
              <span className={classes.before}>{t('audit.takenOut')}</span>
            ) : (
              <Values {...change} onlyAfter={action !== 'changed' && action !== 'deleted'} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ValuesProps {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  /** Of what is new or has merely happened there was nothing before. */
  readonly onlyAfter: boolean;
}

function Values({ field, before, after, onlyAfter }: ValuesProps) {
  const { t } = useTranslation();
  if (onlyAfter) return <FieldValue field={field} value={after} />;
  return (
    <>
      <span className={classes.before} aria-label={t('audit.before')}>
        <FieldValue field={field} value={before} />
      </span>
      <span aria-hidden> → </span>
      <span aria-label={t('audit.after')}>
        <FieldValue field={field} value={after} />
      </span>
    </>
  );
}
