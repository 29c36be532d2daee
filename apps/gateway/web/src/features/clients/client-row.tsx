import { Avatar } from '@mantine/core';
import { IconBuilding, IconPhone, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ClientListItem } from '@crm/contracts';
import { useClassifier } from '../../api/classifiers.ts';
import { useEmployeeName } from '../../api/names.ts';
import { dayOf } from '../../lib/zoned-time.ts';
import { shortName } from '../../lib/person-names.ts';
import { useFormat } from '../../lib/use-format.ts';
import { OnBehalfBadge } from '../../ui/on-behalf-badge.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { telephoneLink } from '../../lib/telephone-link.ts';
import classes from './client-rows.module.css';

export function ClientRow({ client }: { readonly client: ClientListItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sector = useClassifier('sector').nameOf(client.sectorId);
  const owner = useEmployeeName(client.ownerId);
  const [phone] = client.phones;
  const Sign = client.kind === 'organisation' ? IconBuilding : IconUser;
  return (
    <>
      <div role="cell" className={classes.who}>
        <Avatar
          size={36}
          radius={client.kind === 'organisation' ? 'md' : 'xl'}
          color="pine"
          variant="light"
          aria-hidden
        >
          <Sign size={18} stroke={1.7} />
        </Avatar>
        <div>
          <Link to="/clients/$clientId" params={{ clientId: client.id }} className={classes.name}>
            {client.name}
          </Link>
          <div className={classes.dim}>
            {sector ?? t(`client.kinds.${client.kind}`)}
            <span className={classes.onPhone}> · {t(`client.statuses.${client.lifecycleStatus}`)}</span>
          </div>
          <OnBehalfBadge of={client.onBehalfOf} />
        </div>
      </div>
      <div role="cell" className={classes.status}>
        <StatusBadge status={client.lifecycleStatus} />
      </div>
      <div role="cell" className={classes.owner}>
        {owner !== undefined && shortName(owner)}
      </div>
      <div role="cell" className={classes.phone}>
        {phone !== undefined && (
          <a href={telephoneLink(phone)} aria-label={t('client.callNamed', { name: client.name, phone })}>
            <IconPhone size={18} stroke={1.7} aria-hidden />
            <span>{phone}</span>
          </a>
        )}
      </div>
      <div role="cell" className={classes.changed}>
        {format.shortDay(dayOf(client.updatedAt, format.zone))}
      </div>
    </>
  );
}
