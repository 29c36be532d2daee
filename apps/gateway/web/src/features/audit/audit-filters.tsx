import '@mantine/dates/styles.css';
import { Button, Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useTranslation } from 'react-i18next';
import { CalendarLanguage } from '../../ui/form/calendar-language.tsx';
import { EmployeeSelect } from '../../ui/form/employee-select.tsx';
import { actionOf, auditActions, auditedKinds, type AuditSearch, kindOf } from './audit-search.ts';
import classes from './audit.module.css';

interface AuditFiltersProps {
  readonly search: AuditSearch;
  readonly onChange: (change: AuditSearch) => void;
}

/** By kind of record, what was done, by whom, and when. */
export function AuditFilters({ search, onChange }: AuditFiltersProps) {
  const { t } = useTranslation();
  const kinds = auditedKinds.map((value) => ({ value, label: t(`audit.kinds.${value}`) }));
  const actions = auditActions.map((value) => ({ value, label: t(`audit.actions.${value}`) }));
  return (
    <search className={classes.filters} aria-label={t('audit.filters')}>
      {search.record === undefined ? (
        <Select
          aria-label={t('audit.kind')}
          placeholder={t('audit.anyKind')}
          data={kinds}
          clearable
          value={search.kind ?? null}
          onChange={(kind) => onChange({ kind: kindOf(kind) })}
        />
      ) : (
        <Button variant="light" fw={500} onClick={() => onChange({ record: undefined })}>
          {t('audit.allRecords')}
        </Button>
      )}
      <Select
        aria-label={t('audit.action')}
        placeholder={t('audit.anyAction')}
        data={actions}
        clearable
        value={search.action ?? null}
        onChange={(action) => onChange({ action: actionOf(action) })}
      />
      <EmployeeSelect
        aria-label={t('audit.person')}
        placeholder={t('audit.anyPerson')}
        former
        value={search.person ?? null}
        onChange={(person) => onChange({ person: person ?? undefined })}
      />
      <CalendarLanguage>
        <DatePickerInput
          type="range"
          // It is a button, which is named by what it shows.
          aria-description={t('audit.period')}
          classNames={{ placeholder: classes.placeholder }}
          placeholder={t('audit.anyTime')}
          valueFormat="D MMM YYYY"
          allowSingleDateInRange
          clearable
          value={[search.from ?? null, search.to ?? null]}
          onChange={([from, to]) => onChange({ from: from ?? undefined, to: to ?? undefined })}
        />
      </CalendarLanguage>
    </search>
  );
}
