/** A refusal as people read it: HTTP status, and a title in each language of the product. */
export interface ErrorEntry {
  readonly status: number;
  readonly ru: string;
  readonly en: string;
}

export const entry = (status: number, ru: string, en: string): ErrorEntry => ({ status, ru, en });
