/** A JSON Pointer (`/phones/0`) or the name of a parameter, as the path of a form field (`phones.0`). */
export const fieldPath = (pointer: string): string =>
  pointer.replace(/^\//, '').split('/').map(unescapePointer).join('.');

const unescapePointer = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~');
