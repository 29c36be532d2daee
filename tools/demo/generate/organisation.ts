import type {
  ActivityRow,
  ClientRow,
  CommitmentRow,
  ContactPersonRow,
  DealRow,
  DepartmentRow,
  EmployeeRow,
  NewPosition,
  LocalizedName,
  ProductRow,
  Role,
} from '@crm/contracts';

export type Language = 'ru' | 'en';
export type Sex = 'male' | 'female';

/** Records of other services are named by their external keys until the loader knows their ids. */
export type ClientDraft = Omit<ClientRow, 'ownerId'> & { readonly ownerKey: string };

export type DealDraft = Omit<DealRow, 'clientId' | 'ownerId' | 'departmentId' | 'productId'> & {
  readonly clientKey: string;
  readonly ownerKey: string;
  readonly productKey: string;
};

export type ActivityDraft = Omit<
  ActivityRow,
  'clientId' | 'contactPersonIds' | 'dealId' | 'performerId' | 'departmentId'
> & {
  readonly clientKey: string;
  readonly contactPersonKeys: readonly string[];
  readonly dealKey: string | null;
  readonly performerKey: string;
};

export type CommitmentDraft = Omit<CommitmentRow, 'clientId' | 'ownerId' | 'departmentId'> & {
  readonly clientKey: string;
  readonly ownerKey: string;
};

/** A value of a classifier that the demo needs. */
export interface ClassifierDraft {
  readonly code: string;
  readonly name: LocalizedName;
}

/** Who signs in to the demo, and as whom. */
export interface UserDraft {
  readonly email: string;
  readonly password: string;
  readonly role: Role;
  readonly employeeKey: string;
}

/** A whole sales organisation with two years of work behind it. */
export interface Organisation {
  readonly sectors: readonly ClassifierDraft[];
  readonly regions: readonly ClassifierDraft[];
  readonly departments: readonly DepartmentRow[];
  /** What they work as, the highest first. */
  readonly positions: readonly NewPosition[];
  readonly employees: readonly EmployeeRow[];
  readonly products: readonly ProductRow[];
  readonly clients: readonly ClientDraft[];
  readonly contactPersons: readonly ContactPersonRow[];
  readonly deals: readonly DealDraft[];
  readonly activities: readonly ActivityDraft[];
  readonly commitments: readonly CommitmentDraft[];
  readonly users: readonly UserDraft[];
}
