import { createContext, useContext } from 'react';
import type { ActivityListItem, Client, Commitment, ContactPerson, DealListItem, EmployeeName } from '@crm/contracts';

/** A client as far as a dialog names it. */
export type ClientRef = EmployeeName;

export type ClientDialog =
  | { readonly kind: 'create-client' }
  | { readonly kind: 'edit-client'; readonly client: Client }
  | { readonly kind: 'client-access'; readonly client: ClientRef }
  | { readonly kind: 'create-contact-person'; readonly client: ClientRef }
  | { readonly kind: 'edit-contact-person'; readonly person: ContactPerson; readonly client: ClientRef };

export type DealDialog =
  | { readonly kind: 'create-deal'; readonly client: ClientRef }
  | { readonly kind: 'win-deal' | 'lose-deal'; readonly deal: DealListItem };

export type ActivityDialog =
  | { readonly kind: 'plan-activity' | 'record-activity'; readonly client?: ClientRef }
  | { readonly kind: 'complete-activity' | 'move-activity' | 'cancel-activity'; readonly activity: ActivityListItem }
  | { readonly kind: 'make-commitment'; readonly client: ClientRef }
  | { readonly kind: 'close-commitment'; readonly commitment: Commitment };

/** What can be done over any page. Pages ask for a dialog by its name; features never open each other's. */
export type Dialog = { readonly kind: 'find-client' } | ClientDialog | DealDialog | ActivityDialog;

export interface OpenedDialogProps<Kind extends Dialog = Dialog> {
  readonly dialog: Kind;
  readonly close: () => void;
}

export type OpenDialog = (dialog: Dialog) => void;

export const DialogContext = createContext<OpenDialog>(() => undefined);

export const useDialog = (): OpenDialog => useContext(DialogContext);
