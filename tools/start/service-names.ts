/** The four programs, in the order in which people name them. */
export const serviceNames = ['gateway', 'clients', 'deals', 'activities'] as const;

export type ServiceName = (typeof serviceNames)[number];

/** Makes a record with a value for each service. */
export function forEachService<Value>(valueOf: (name: ServiceName) => Value): Record<ServiceName, Value> {
  return {
    gateway: valueOf('gateway'),
    clients: valueOf('clients'),
    deals: valueOf('deals'),
    activities: valueOf('activities'),
  };
}
