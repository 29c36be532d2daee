import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { queryClient } from '../api/query-client.ts';
import { clientCardQuery } from '../api/clients.ts';
import { ensureSession } from '../api/session.ts';
import { LoadingRows } from '../ui/loading.tsx';
import { clientSearch } from '../features/clients/client-search.ts';
import { auditSearch } from '../features/audit/audit-search.ts';
import { NotFoundPage, PageProblem } from './page-problem.tsx';

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { next?: string } => {
    const next = textOf(search['next']);
    return next === undefined ? {} : { next };
  },
  beforeLoad: async () => {
    if ((await ensureSession()).phase === 'signed-in') redirect({ to: '/', throw: true });
  },
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignIn'),
});

// The identity provider sends people here.
const providerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/provider',
  component: lazyRouteComponent(() => import('./pages/provider.tsx'), 'Provider'),
});

// Where a window ends that was opened to sign in for another one.
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/done',
  component: lazyRouteComponent(() => import('../features/auth/signed-in-elsewhere.tsx'), 'SignedInElsewhere'),
});

// The links of letters lead here, also for whoever is signed in as somebody else.
const passwordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/password',
  component: lazyRouteComponent(() => import('./pages/password.tsx'), 'Password'),
});

const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    const { phase } = await ensureSession();
    const search = location.href === '/' ? {} : { next: location.href };
    if (phase === 'signed-out') redirect({ to: '/sign-in', search, throw: true });
  },
  component: lazyRouteComponent(() => import('./shell/shell.tsx'), 'Shell'),
  notFoundComponent: NotFoundPage,
});

const todayRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/today.tsx'), 'Today'),
});

const clientsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/clients',
  validateSearch: clientSearch,
  component: lazyRouteComponent(() => import('./pages/clients.tsx'), 'Clients'),
});

const clientRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/clients/$clientId',
  loader: ({ params }) => void queryClient.query(clientCardQuery(params.clientId)).catch(() => undefined),
  component: lazyRouteComponent(() => import('./pages/client.tsx'), 'ClientPage'),
});

const staffRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/staff',
  component: lazyRouteComponent(() => import('./pages/staff.tsx'), 'Staff'),
});

const departmentsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/staff/departments',
  validateSearch: (search): { department?: string } => {
    const department = textOf(search['department']);
    return department === undefined ? {} : { department };
  },
  component: lazyRouteComponent(() => import('./pages/departments.tsx'), 'Departments'),
});

const positionsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/staff/positions',
  component: lazyRouteComponent(() => import('./pages/positions.tsx'), 'Positions'),
});

const employeeRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/staff/$employeeId',
  component: lazyRouteComponent(() => import('./pages/employee.tsx'), 'EmployeePage'),
});

const absencesRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/absences',
  component: lazyRouteComponent(() => import('./pages/absences.tsx'), 'Absences'),
});

const accountsRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./pages/accounts.tsx'), 'Accounts'),
});

const accountRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/accounts/$accountId',
  component: lazyRouteComponent(() => import('./pages/account.tsx'), 'AccountPage'),
});

const securityRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/security',
  component: lazyRouteComponent(() => import('./pages/security.tsx'), 'Security'),
});

const rolesRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/roles',
  component: lazyRouteComponent(() => import('./pages/roles.tsx'), 'Roles'),
});

const auditRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./pages/audit.tsx'), 'Audit'),
});

const handOverRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/staff/$employeeId/hand-over',
  validateSearch: (search): { job?: string } => {
    const job = textOf(search['job']);
    return job === undefined ? {} : { job };
  },
  component: lazyRouteComponent(() => import('./pages/hand-over.tsx'), 'HandOver'),
});

const inside = insideRoute.addChildren([
  todayRoute,
  clientsRoute,
  clientRoute,
  absencesRoute,
  accountsRoute,
  accountRoute,
  securityRoute,
  rolesRoute,
  auditRoute,
  staffRoute,
  departmentsRoute,
  positionsRoute,
  employeeRoute,
  handOverRoute,
]);

// Every parameter of our addresses is text, so they read as people write them: `?owner=me`.
const textSearch = {
  parseSearch: (text: string) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search: Record<string, string | undefined>) => {
    const given = Object.entries(search).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
    return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
  },
};

export const router = createRouter({
  ...textSearch,
  routeTree: rootRoute.addChildren([signInRoute, providerRoute, signedInRoute, passwordRoute, inside]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingMs: 150,
  defaultPendingComponent: LoadingRows,
  defaultErrorComponent: PageProblem,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
