import { ActionIcon, Badge, Text } from '@mantine/core';
import { IconMail, IconPencil, IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ContactPerson } from '@crm/contracts';
import { telephoneLink } from '../../lib/telephone-link.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import classes from './contact-persons.module.css';

interface ContactPersonsProps {
  readonly clientId: string;
  readonly persons: readonly ContactPerson[];
  /** Absent for those who only read. */
  readonly onEdit: ((person: ContactPerson) => void) | undefined;
}

/** Whom to talk to: the primary ones first. */
export function ContactPersons({ clientId, persons, onEdit }: ContactPersonsProps) {
  const { t } = useTranslation();
  if (persons.length === 0) {
    return (
      <Text size="sm" c="dimmed" px="1.1rem" pb="md">
        {t('person.none')}
      </Text>
    );
  }
  return (
    <ul className={classes.list}>
      {persons.map((person) => (
        <Person key={person.id} clientId={clientId} person={person} onEdit={onEdit} />
      ))}
    </ul>
  );
}

interface PersonProps extends Omit<ContactPersonsProps, 'persons'> {
  readonly person: ContactPerson;
}

function Person({ clientId, person, onEdit }: PersonProps) {
  const { t } = useTranslation();
  const here = person.affiliations.find((affiliation) => affiliation.clientId === clientId);
  const [phone] = person.phones;
  const [email] = person.emails;
  const { name } = person;
  return (
    <li className={classes.person}>
      <PersonAvatar name={name} />
      <div className={classes.who}>
        <div className={classes.name}>
          {name}
          {here?.isPrimary === true && (
            <Badge size="sm" variant="light" color="orange" tt="none" fw={500}>
              {t('person.primaryShort')}
            </Badge>
          )}
        </div>
        {(here?.position ?? '') !== '' && <div className={classes.position}>{here?.position}</div>}
        {phone !== undefined && <div className={classes.position}>{phone}</div>}
      </div>
      <div className={classes.reach}>
        {phone !== undefined && (
          <ActionIcon
            component="a"
            href={telephoneLink(phone)}
            size={36}
            color="pine"
            aria-label={t('client.callNamed', { name, phone })}
          >
            <IconPhone size={18} stroke={1.7} />
          </ActionIcon>
        )}
        {email !== undefined && (
          <ActionIcon
            component="a"
            href={`mailto:${email}`}
            size={36}
            color="pine"
            aria-label={t('person.mailNamed', { name, email })}
          >
            <IconMail size={18} stroke={1.7} />
          </ActionIcon>
        )}
        {onEdit !== undefined && (
          <ActionIcon size={36} aria-label={t('person.editNamed', { name })} onClick={() => onEdit(person)}>
            <IconPencil size={17} stroke={1.7} />
          </ActionIcon>
        )}
      </div>
    </li>
  );
}
