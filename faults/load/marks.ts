/** A text that stands in one record at most, as `~F1.1-000017~`: the load's name and a number. */
export const markOf = (load: string, number: number): string => `~${load}-${String(number).padStart(6, '0')}~`;

const pattern = /~([\w.]+)-\d{6,}~/;

/** The mark in a text of a record, if it is one of that load. */
export function findMark(load: string, text: string | null | undefined): string | null {
  const found = pattern.exec(text ?? '');
  return found?.[1] === load ? found[0] : null;
}
