import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface MoreFootProps {
  /** A list that is read a page at a time. */
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

/** The end of a list that goes on: the way to its next page, and nothing where there is none. */
export function MoreFoot({ list }: MoreFootProps) {
  const { t } = useTranslation();
  if (!list.hasNextPage) return null;
  return (
    <Group justify="center" p="md">
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {t('action.showMore')}
      </Button>
    </Group>
  );
}
