export type Language = 'ru' | 'en';

const isLanguage = (code: string | undefined): code is Language => code === 'ru' || code === 'en';

interface Wish {
  readonly code: string | undefined;
  readonly weight: number;
}

function readWish(range: string): Wish {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { code: tag.split('-')[0]?.toLowerCase(), weight: quality === undefined ? 1 : Number(quality) || 0 };
}

/** The language of ours that a caller likes best, from his `Accept-Language`; English when he likes neither. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '').slice(0, 200).split(',').map(readWish);
  const best = wishes
    .toSorted((a, b) => b.weight - a.weight)
    .find(({ code, weight }) => weight > 0 && isLanguage(code));
  return isLanguage(best?.code) ? best.code : 'en';
}
