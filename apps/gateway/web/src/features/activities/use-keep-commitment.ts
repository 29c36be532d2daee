import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Commitment } from '@crm/contracts';
import { closeCommitment } from '../../api/commitments.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { useProblemText } from '../../ui/problem-text.ts';
import { toast } from '../../ui/toast.tsx';

/** Marks a promise as kept, in one click. */
export function useKeepCommitment({ id }: Commitment) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: () => closeCommitment(id, { status: 'kept' }),
    onSuccess: async () => {
      toast.done(t('commitment.keptToast'));
      await refreshAfterChange();
    },
    onError: (error) => toast.failed(problemText(error)),
  });
}
