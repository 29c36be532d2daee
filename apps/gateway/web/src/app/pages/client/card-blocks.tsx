import { ActionIcon, Button } from '@mantine/core';
import { IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DealListItem } from '@crm/contracts';
import type { ClientCard } from '../../../generated';
import { useMe } from '../../../api/use-session.ts';
import { CommitmentList } from '../../../features/activities/commitment-list.tsx';
import { Timeline } from '../../../features/activities/timeline.tsx';
import { ClientFacts } from '../../../features/card/client-facts.tsx';
import { ContactPersons } from '../../../features/card/contact-persons.tsx';
import { MissingSection } from '../../../features/card/missing-section.tsx';
import { OpenDeals } from '../../../features/deals/open-deals.tsx';
import { useFormat } from '../../../lib/use-format.ts';
import { Panel } from '../../../ui/panel.tsx';
import { useDialog } from '../../dialogs/dialogs.ts';
import { useActivityHandlers } from '../../dialogs/use-activity-handlers.ts';
import { mayWrite } from '../../shell/places.ts';

export interface CardProps {
  readonly card: ClientCard;
  readonly retry: { readonly retrying: boolean; readonly onRetry: () => void };
}

const refOf = ({ client: { client } }: ClientCard) => ({ id: client.id, name: client.name });

interface AddButtonProps {
  readonly label: string;
  readonly onClick: () => void;
}

function AddButton({ label, onClick }: AddButtonProps) {
  return (
    <ActionIcon size={36} title={label} aria-label={label} onClick={onClick}>
      <IconPlus size={18} />
    </ActionIcon>
  );
}

export function TimelineBlock({ card, retry }: CardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const handlers = useActivityHandlers();
  const { activities, employees, client } = card;
  const count =
    activities === null ? undefined : format.number(activities.counts.completed + activities.counts.planned);
  return (
    <Panel title={t('timeline.title')} count={count} flush>
      {activities === null ? (
        <MissingSection section="activities" {...retry} />
      ) : (
        <Timeline clientId={client.client.id} section={activities} nameOf={(id) => employees[id]} handlers={handlers} />
      )}
    </Panel>
  );
}

export function DealsBlock({ card, retry }: CardProps) {
  const { t } = useTranslation();
  const open = useDialog();
  const writes = mayWrite(useMe());
  const { deals, client } = card;
  const handlers = {
    onWin: (deal: DealListItem) => open({ kind: 'win-deal', deal }),
    onLose: (deal: DealListItem) => open({ kind: 'lose-deal', deal }),
  };
  const add = writes && (
    <AddButton label={t('deal.create')} onClick={() => open({ kind: 'create-deal', client: refOf(card) })} />
  );
  return (
    <Panel title={t('deal.openTitle')} count={deals?.counts.open.toString()} action={add} flush>
      {deals === null ? (
        <MissingSection section="deals" {...retry} />
      ) : (
        <OpenDeals clientId={client.client.id} section={deals} handlers={writes ? handlers : undefined} />
      )}
    </Panel>
  );
}

export function CommitmentsBlock({ card }: CardProps) {
  const { t } = useTranslation();
  const open = useDialog();
  const writes = mayWrite(useMe());
  const { activities, employees } = card;
  if (activities === null || (activities.commitments.length === 0 && !writes)) return null;
  const add = writes && (
    <AddButton label={t('commitment.create')} onClick={() => open({ kind: 'make-commitment', client: refOf(card) })} />
  );
  return (
    <Panel title={t('commitment.title')} count={activities.counts.openCommitments.toString()} action={add} flush>
      <CommitmentList
        commitments={activities.commitments}
        nameOf={(id) => employees[id]}
        onClose={writes ? (commitment) => open({ kind: 'close-commitment', commitment }) : undefined}
      />
    </Panel>
  );
}

export function PersonsBlock({ card }: CardProps) {
  const { t } = useTranslation();
  const open = useDialog();
  const writes = mayWrite(useMe());
  const { client, contactPersons, counts } = card.client;
  const add = writes && (
    <AddButton
      label={t('person.create')}
      onClick={() => open({ kind: 'create-contact-person', client: refOf(card) })}
    />
  );
  return (
    <Panel title={t('person.title')} count={counts.contactPersons.toString()} action={add} flush>
      <ContactPersons
        clientId={client.id}
        persons={contactPersons}
        onEdit={writes ? (person) => open({ kind: 'edit-contact-person', person, client: refOf(card) }) : undefined}
      />
    </Panel>
  );
}

export function FactsBlock({ card }: CardProps) {
  const { t } = useTranslation();
  const open = useDialog();
  const writes = mayWrite(useMe());
  const { client, counts } = card.client;
  const edit = writes && (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      leftSection={<IconPencil size={16} />}
      onClick={() => open({ kind: 'edit-client', client })}
    >
      {t('action.edit')}
    </Button>
  );
  return (
    <Panel title={t('client.facts')} action={edit}>
      <ClientFacts client={client} subsidiaries={counts.subsidiaries} />
    </Panel>
  );
}
