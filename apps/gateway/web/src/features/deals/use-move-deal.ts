import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DealListItem } from '@crm/contracts';
import type { ClientCard } from '../../generated';
import { clientCardQuery } from '../../api/clients.ts';
import { moveDeal } from '../../api/deals.ts';
import { queryClient, refreshAfterChange } from '../../api/query-client.ts';
import { useProblemText } from '../../ui/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import type { StageView } from './use-stages.ts';

interface Move {
  readonly deal: DealListItem;
  readonly stageId: string;
}

const withStage = (card: ClientCard, { deal, stageId }: Move): ClientCard => ({
  ...card,
  deals: card.deals && {
    ...card.deals,
    open: card.deals.open.map((open) => (open.id === deal.id ? { ...open, stageId } : open)),
  },
});

/** The card shows the new stage at once, and the old one again when the gateway refuses. */
function showOnCard(move: Move): void {
  if (move.deal.clientId === null) return;
  const { queryKey } = clientCardQuery(move.deal.clientId);
  queryClient.setQueryData(queryKey, (card) => card && withStage(card, move));
}

/** Moves a deal to another stage, with a way back. */
export function useMoveDeal(): (deal: DealListItem, stage: StageView) => void {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { mutate } = useMutation({
    mutationFn: ({ deal, stageId }: Move) => moveDeal(deal.id, stageId),
    onMutate: showOnCard,
    onError: (error, { deal }) => {
      showOnCard({ deal, stageId: deal.stageId });
      toast.failed(problemText(error));
    },
    onSettled: refreshAfterChange,
  });
  return (deal, stage) => {
    const undo = () => mutate({ deal: { ...deal, stageId: stage.id }, stageId: deal.stageId });
    const onSuccess = () => toast.done(t('deal.moved', { stage: stage.label }), undo);
    mutate({ deal, stageId: stage.id }, { onSuccess });
  };
}
