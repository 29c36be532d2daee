import { Button, Collapse, SegmentedControl, Select, Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClassifier } from '../../api/classifiers.ts';
import { usePhone } from '../../lib/use-phone.ts';
import type { ClientSearch } from './client-search.ts';
import { NameSearch } from './name-search.tsx';
import classes from './client-filters.module.css';

interface ClientFiltersProps {
  readonly search: ClientSearch;
  readonly onChange: (change: ClientSearch) => void;
  /** Whether the reader sees clients of colleagues at all. */
  readonly withOwner: boolean;
  /** Whether he sees some in the place of an absent colleague. */
  readonly acting: boolean;
}

/** By name at once; the rest in sight on a desk, one tap away on a phone. */
export function ClientFilters(props: ClientFiltersProps) {
  const { t } = useTranslation();
  const phone = usePhone();
  const { search: name, ...others } = props.search;
  const [shown, { toggle }] = useDisclosure(Object.keys(others).length > 0);
  return (
    <search className={classes.filters} aria-label={t('client.filters')}>
      <NameSearch value={name} onChange={props.onChange} />
      {phone ? (
        <>
          <Button
            variant={Object.keys(others).length > 0 ? 'light' : 'default'}
            px="sm"
            aria-label={t('client.filters')}
            aria-expanded={shown}
            onClick={toggle}
          >
            <IconAdjustmentsHorizontal size={20} aria-hidden />
          </Button>
          <Collapse expanded={shown} className={classes.folded}>
            <div className={classes.unfolded}>
              <Choices {...props} />
            </div>
          </Collapse>
        </>
      ) : (
        <Choices {...props} />
      )}
    </search>
  );
}

const ALL = 'all';

function Choices({ search, onChange, withOwner, acting }: ClientFiltersProps) {
  const { t } = useTranslation();
  const sectors = useClassifier('sector');
  const kinds = (['organisation', 'person'] as const).map((value) => ({
    value,
    label: t(`client.kindsMany.${value}`),
  }));
  const statuses = (['prospect', 'customer'] as const).map((value) => ({
    value,
    label: t(`client.statusesMany.${value}`),
  }));
  const whose = (['me', 'substituted'] as const).map((value) => ({
    value,
    label: t(`substitution.choices.${value === 'me' ? 'mine' : value}`),
  }));
  return (
    <>
      <SegmentedControl
        aria-label={t('client.kind')}
        data={[{ value: ALL, label: t('client.all') }, ...kinds]}
        value={search.kind ?? ALL}
        onChange={(kind) => onChange({ kind: kinds.find(({ value }) => value === kind)?.value })}
      />
      <Select
        aria-label={t('client.status')}
        placeholder={t('client.anyStatus')}
        className={classes.choice}
        data={statuses}
        clearable
        value={search.status ?? null}
        onChange={(status) => onChange({ status: statuses.find(({ value }) => value === status)?.value })}
      />
      <Select
        aria-label={t('client.sector')}
        placeholder={t('client.anySector')}
        className={classes.choice}
        data={[...sectors.choices]}
        searchable
        clearable
        value={search.sector ?? null}
        onChange={(sector) => onChange({ sector: sector ?? undefined })}
      />
      {acting && (
        <Select
          aria-label={t('substitution.whose')}
          placeholder={t('substitution.anybody')}
          className={classes.choice}
          data={whose}
          clearable
          value={search.owner ?? null}
          onChange={(owner) => onChange({ owner: whose.find(({ value }) => value === owner)?.value })}
        />
      )}
      {withOwner && !acting && (
        <Switch
          label={t('client.onlyMine')}
          checked={search.owner === 'me'}
          onChange={(event) => onChange({ owner: event.currentTarget.checked ? 'me' : undefined })}
        />
      )}
    </>
  );
}
