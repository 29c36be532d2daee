import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { asProblem } from '../../api/problem.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ContractForm } from '../../ui/form/contract-form.tsx';
import { NoteField } from '../../ui/form/text-fields.tsx';
import { useProblemText } from '../../ui/problem-text.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toast.tsx';

const Reason = z.strictObject({ reason: z.string().trim().min(1).max(500) });

interface TakeAwayButtonProps {
  /** A short word on the button, and what it is about for those who hear it without what stands beside it. */
  readonly label: string;
  readonly named: string;
  readonly done: string;
  /** Whether it is somebody else's: then the reader says why, and the audit tells it. */
  readonly others: boolean;
  readonly take: (reason?: string) => Promise<unknown>;
}

/** Takes away what lets somebody in: one's own at once, somebody else's with a reason, which its owner reads. */
export function TakeAwayButton({ label, named, done, others, take }: TakeAwayButtonProps) {
  const problemText = useProblemText();
  const [asking, setAsking] = useState(false);
  const takeAway = async (reason?: string) => {
    await take(reason);
    toast.done(done);
    setAsking(false);
    await refreshAfterChange();
  };
  const taking = useMutation({
    mutationFn: () => takeAway(),
    onError: (error) => toast.failed(problemText(asProblem(error))),
  });
  return (
    <>
      <Button
        size="xs"
        fz="sm"
        variant="default"
        loading={taking.isPending}
        aria-label={named}
        onClick={() => (others ? setAsking(true) : taking.mutate())}
      >
        {label}
      </Button>
      {asking && <ReasonSheet title={named} submitLabel={label} onClose={() => setAsking(false)} onReason={takeAway} />}
    </>
  );
}

interface ReasonSheetProps {
  readonly title: string;
  readonly submitLabel: string;
  readonly onClose: () => void;
  readonly onReason: (reason: string) => Promise<unknown>;
}

function ReasonSheet({ title, submitLabel, onClose, onReason }: ReasonSheetProps) {
  const { t } = useTranslation();
  return (
    <Sheet title={title} onClose={onClose} size="sm">
      <ContractForm
        schema={Reason}
        initial={{ reason: '' }}
        submitLabel={submitLabel}
        submitColor="red"
        onSubmit={({ reason }) => onReason(reason)}
        onCancel={onClose}
      >
        <NoteField name="reason" label={t('security.reason')} description={t('security.reasonHint')} autoFocus />
      </ContractForm>
    </Sheet>
  );
}
