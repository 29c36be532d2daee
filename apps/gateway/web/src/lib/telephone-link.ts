/** `tel:` address of a number as it is written; an extension is dialled after a pause. */
export function telephoneLink(phone: string): string {
  const [number = '', extension] = phone.split(/(?:ext|доб)\.?/i);
  const digits = (text: string) => text.replaceAll(/[^\d+]/g, '');
  return `tel:${digits(number)}${extension === undefined ? '' : `,${digits(extension)}`}`;
}
