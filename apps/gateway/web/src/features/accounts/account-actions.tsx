import { ActionIcon } from '@mantine/core';
import {
  IconBan,
  IconDeviceMobileOff,
  IconDots,
  IconLockOpen,
  IconMailForward,
  IconTrash,
  IconUnlink,
  IconUserShield,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '@crm/contracts';
import {
  changeAccount,
  forgetIdentity,
  resendInvitation,
  resetSecondFactor,
  withdrawInvitation,
} from '../../api/accounts.ts';
import { asProblem } from '../../api/problem.ts';
import { refreshAfterChange } from '../../api/query-client.ts';
import { ActionMenu } from '../../ui/action-menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { useProblemText } from '../../ui/problem-text.ts';
import { toast } from '../../ui/toast.tsx';
import { AppointForm } from './account-forms.tsx';

const steps = {
  resend: resendInvitation,
  withdraw: withdrawInvitation,
  resetFactor: resetSecondFactor,
  unlink: forgetIdentity,
  disable: (account: Account) => changeAccount(account, { status: 'disabled' }),
  enable: (account: Account) => changeAccount(account, { status: 'active' }),
} as const;

type Step = keyof typeof steps;

/** What an administrator may do with one account. */
export function AccountActions({ account }: { readonly account: Account }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [appointing, setAppointing] = useState(false);
  const act = useMutation({
    mutationFn: async (step: Step) => {
      await steps[step](account);
    },
    onSuccess: (_, step) => {
      toast.done(t(`account.done.${step}`));
      return refreshAfterChange();
    },
    onError: (error) => toast.failed(problemText(asProblem(error))),
  });
  const entry = (step: Step, Sign: typeof IconBan, color?: 'red'): MenuEntry => ({
    label: t(`account.step.${step}`),
    Sign,
    onSelect: () => act.mutate(step),
    ...(color && { color }),
  });
  const secured = account.secondFactor ? [entry('resetFactor', IconDeviceMobileOff)] : [];
  const linked = account.linked ? [entry('unlink', IconUnlink)] : [];
  const byStatus: Record<Account['status'], readonly MenuEntry[]> = {
    invited: [entry('resend', IconMailForward), entry('withdraw', IconTrash, 'red')],
    active: [...secured, ...linked, entry('disable', IconBan, 'red')],
    disabled: [entry('enable', IconLockOpen)],
  };
  const appoint = { label: t('account.appoint'), Sign: IconUserShield, onSelect: () => setAppointing(true) };
  return (
    <>
      <ActionMenu entries={[appoint, ...byStatus[account.status]]} button={<MenuButton account={account} />} />
      {appointing && <AppointForm account={account} onClose={() => setAppointing(false)} />}
    </>
  );
}

function MenuButton({ account, ...rest }: { readonly account: Account }) {
  const { t } = useTranslation();
  const name = account.employeeName ?? account.email;
  return (
    <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('account.menu', { name })} {...rest}>
      <IconDots size={20} />
    </ActionIcon>
  );
}
