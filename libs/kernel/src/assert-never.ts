/** Makes an unhandled member of a union a compile error, and a loud failure should one arrive from outside. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
