import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { providerAnswerQuery } from '../../api/session.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { CodeForm } from './code-form.tsx';
import { EntryPage } from './entry-page.tsx';

interface ProviderAnswerProps {
  /** What stands behind the `?` of the address. */
  readonly query: string;
  readonly onSignedIn: (next: string) => void;
  /** To the page where one signs in. */
  readonly onBack: () => void;
  readonly back: ReactNode;
}

/** Where the identity provider sends the browser back to: nobody stays here unless he is refused, or owes a code besides. */
export function ProviderAnswer({ query, onSignedIn, onBack, back }: ProviderAnswerProps) {
  const { t } = useTranslation();
  const answer = useQuery(providerAnswerQuery(query));
  const { next, step } = answer.data ?? {};
  useEffect(() => {
    if (next !== undefined && step === null) onSignedIn(next);
  }, [next, step, onSignedIn]);
  const waits = answer.isPending || step === null;
  return (
    <EntryPage title={t('auth.title')} hint={waits ? t('auth.signingIn') : ''}>
      {waits && <LoadingRows rows={2} />}
      {typeof step === 'string' && <CodeForm token={step} onSignedIn={() => onSignedIn(next ?? '/')} onBack={onBack} />}
      {answer.isError && (
        <>
          <ProblemNote error={answer.error} />
          {back}
        </>
      )}
    </EntryPage>
  );
}
