/** Asks the generated client to throw refusals instead of returning them. */
export const orThrow = { throwOnError: true } as const;

/** What was asked for, without the request and the response around it. */
export const dataOf = async <Data>(call: Promise<{ readonly data: Data }>): Promise<Data> => (await call).data;

type Exact<Value> = Value extends readonly (infer Item)[]
  ? Exact<Item>[]
  : Value extends object
    ? { [Key in keyof Value]: Exact<Exclude<Value[Key], undefined>> }
    : Value;

/** A body of a contract as the generated client types it: JSON leaves out what is undefined. */
export const exact = <Value>(value: Value): Exact<Value> => value as Exact<Value>;

/** Says why a change is made: it will stand in the audit. A header carries ASCII alone. */
export const because = (reason: string | undefined) =>
  reason === undefined ? {} : { headers: { 'X-Change-Reason': encodeURIComponent(reason) } };
