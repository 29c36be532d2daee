import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { clientCardQuery } from '../../api/clients.ts';
import { asProblem } from '../../api/problem.ts';
import { useOneColumn } from '../../lib/use-phone.ts';
import { LoadingRows } from '../../ui/loading.tsx';
import { ProblemNote } from '../../ui/notes.tsx';
import { NotFoundPage } from '../page-problem.tsx';
import { CardInColumns } from './client/card-in-columns.tsx';
import { CardInTabs } from './client/card-in-tabs.tsx';

const route = getRouteApi('/inside/clients/$clientId');

/** All about one client on one page. */
export function ClientPage() {
  const { clientId } = route.useParams();
  const oneColumn = useOneColumn();
  const query = useQuery(clientCardQuery(clientId));
  useDocumentTitle(`${query.data?.client.client.name ?? ''} · CRM`);
  if (query.isPending) return <LoadingRows rows={5} height={72} />;
  if (query.data === undefined) {
    const { status } = asProblem(query.error);
    return status === 404 ? <NotFoundPage /> : <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  }
  const retry = { retrying: query.isFetching, onRetry: () => void query.refetch() };
  const Card = oneColumn ? CardInTabs : CardInColumns;
  return <Card key={clientId} card={query.data} retry={retry} />;
}
