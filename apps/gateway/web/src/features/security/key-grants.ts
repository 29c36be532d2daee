import type { ParseKeys } from 'i18next';
import type { ApiKeyGrant } from '@crm/contracts';

/** What a key may do, in words. */
export const grantWords: Readonly<Record<ApiKeyGrant, ParseKeys>> = {
  'client:read': 'apiKey.grants.clientRead',
  'client:change': 'apiKey.grants.clientChange',
  'deal:read': 'apiKey.grants.dealRead',
  'deal:change': 'apiKey.grants.dealChange',
  'activity:read': 'apiKey.grants.activityRead',
  'activity:change': 'apiKey.grants.activityChange',
  'commitment:read': 'apiKey.grants.commitmentRead',
  'commitment:change': 'apiKey.grants.commitmentChange',
  load: 'apiKey.grants.load',
};
