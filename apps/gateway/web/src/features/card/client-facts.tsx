import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Client } from '@crm/contracts';
import { useClassifier } from '../../api/classifiers.ts';
import { useFormat } from '../../lib/use-format.ts';
import { FactList } from '../../ui/fact-list.tsx';
import classes from './client-facts.module.css';

/** What is known of the client; what is not known takes no place. */
export function ClientFacts({ client, subsidiaries }: { readonly client: Client; readonly subsidiaries: number }) {
  const { t } = useTranslation();
  const facts = useFacts(client, subsidiaries).filter(isKnown);
  return (
    <>
      {facts.length === 0 && client.note === null && (
        <Text size="sm" c="dimmed">
          {t('client.noFacts')}
        </Text>
      )}
      <FactList facts={facts} />
      {client.note !== null && <p className={classes.note}>{client.note}</p>}
    </>
  );
}

type Fact = readonly [name: string, value: string | null | undefined];

const isKnown = (fact: Fact): fact is readonly [name: string, value: string] =>
  fact[1] !== undefined && fact[1] !== null && fact[1] !== '';

function useFacts(client: Client, subsidiaries: number): readonly Fact[] {
  const { t } = useTranslation();
  const format = useFormat();
  const sectors = useClassifier('sector');
  const regions = useClassifier('region');
  const sources = useClassifier('source');
  const { organisation, person } = client;
  const employees = organisation?.employeeCount;
  return [
    [t('client.kind'), t(`client.kinds.${client.kind}`)],
    [t('client.sector'), sectors.nameOf(client.sectorId)],
    [t('client.region'), regions.nameOf(client.regionId)],
    [t('client.source'), sources.nameOf(client.sourceId)],
    [t('client.taxId'), organisation?.taxId],
    [t('client.foundedIn'), organisation?.foundedIn?.toString()],
    [t('client.employees'), employees === undefined ? undefined : format.number(employees)],
    [
      t('client.revenue'),
      organisation?.annualRevenueMillions && t('client.millions', { amount: organisation.annualRevenueMillions }),
    ],
    [t('client.subsidiaries'), subsidiaries === 0 ? undefined : format.number(subsidiaries)],
    [t('client.birthday'), person?.birthday === undefined ? undefined : format.day(person.birthday)],
    [t('client.address'), client.address],
  ];
}
