import { QueryClient } from '@tanstack/react-query';
import { asProblem } from './problem.ts';

/** Only what may pass by itself is asked again: no answer, or a service that is down for a moment. */
const mayPass = (error: unknown): boolean => [0, 502, 503, 504].includes(asProblem(error).status);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      retry: (failures, error) => failures < 2 && mayPass(error),
    },
  },
});

/** After a change: what is on the screen is asked again at once, the rest when it is next shown. */
export async function refreshAfterChange(): Promise<void> {
  await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'reference' });
  await queryClient.invalidateQueries({ queryKey: ['reference', 'portfolio'], refetchType: 'none' });
}
