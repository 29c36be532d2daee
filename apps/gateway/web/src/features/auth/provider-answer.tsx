import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { providerAnswerQuery } from '../../api/session.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { EntryPage } from './entry-page.tsx';

interface ProviderAnswerProps {
  /** What stands behind the `?` of the address. */
  readonly query: string;
  readonly onSignedIn: (next: string) => void;
  /** To the page where one signs in. */
  readonly back: ReactNode;
}

/** Where the identity provider sends the browser back to: nobody stays here unless he is refused. */
export function ProviderAnswer({ query, onSignedIn, back }: ProviderAnswerProps) {
  const { t } = useTranslation();
  const answer = useQuery(providerAnswerQuery(query));
  const next = answer.data;
  useEffect(() => {
    if (next !== undefined) onSignedIn(next);
  }, [next, onSignedIn]);
  return (
    <EntryPage title={t('auth.title')} hint={answer.isError ? '' : t('auth.signingIn')}>
      {answer.isError ? (
        <>
          <ProblemNote error={answer.error} />
          {back}
        </>
      ) : (
        <LoadingRows rows={2} />
      )}
    </EntryPage>
  );
}
