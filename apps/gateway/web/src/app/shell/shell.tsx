import './mantine.css';
import { Outlet } from '@tanstack/react-router';
import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe, useSession } from '../../api/use-session.ts';
import { useNotificationStream } from '../../features/notifications/use-notification-stream.ts';
import { DialogHost } from '../dialogs/dialog-host.tsx';
import { useDialog } from '../dialogs/dialogs.ts';
import { OfflineBar } from './offline-bar.tsx';
import { TabBar } from './tab-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { useOpenNotification } from './use-open-notification.ts';
import { useFocusOnNewPage } from './use-focus-on-new-page.ts';
import classes from './shell.module.css';

const Toasts = lazy(() => import('./toasts.tsx'));
const BacklogBar = lazy(() => import('../../features/system/backlog-bar.tsx'));
const SecondFactorNeeded = lazy(() => import('../../features/security/second-factor-needed.tsx'));
const SignInAgain = lazy(() => import('../../features/auth/sign-in-again.tsx'));

/** What surrounds every page behind the sign-in. */
export function Shell() {
  const session = useSession();
  if (!('me' in session)) return null;
  return (
    <DialogHost>
      <Frame />
      <Suspense>
        <Toasts />
      </Suspense>
      <Suspense>{session.phase === 'signed-in' && session.lacksSecondFactor && <SecondFactorNeeded />}</Suspense>
      <Suspense>{session.phase === 'expired' && <SignInAgain me={session.me} />}</Suspense>
    </DialogHost>
  );
}

function Frame() {
  const { t } = useTranslation();
  const me = useMe();
  const open = useDialog();
  const openNotification = useOpenNotification();
  useNotificationStream(openNotification);
  useFocusOnNewPage();
  useHotkeys([['mod+K', () => open({ kind: 'find-client' }), { usePhysicalKeys: true }]], []);
  return (
    <div className={classes.frame}>
      <a href="#main" className="crm-skip">
        {t('shell.skip')}
      </a>
      <TopBar onOpenNotification={openNotification} />
      <OfflineBar />
      <Suspense>{me.role === 'administrator' && <BacklogBar />}</Suspense>
      <main id="main" tabIndex={-1} className={classes.main}>
        <Outlet />
      </main>
      <TabBar />
    </div>
  );
}
