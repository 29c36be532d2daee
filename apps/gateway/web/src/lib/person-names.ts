const PATRONYMIC = /(?:вич|вна|ична|инична|оглы|кызы)$/i;

/** Name and patronymic stand together; the surname may come before or after them. */
function parts(fullName: string) {
  const words = fullName.trim().split(/\s+/);
  const at = words.findIndex((word, index) => index > 0 && PATRONYMIC.test(word));
  const [name, patronymic] = [words[at - 1], words[at]];
  if (words.length !== 3 || name === undefined || patronymic === undefined) return null;
  return { name, patronymic, surname: at === 1 ? words[2] : words[0] };
}

/** How a person is greeted: by name and patronymic where there is one, else by the first word. */
export function formOfAddress(fullName: string): string {
  const known = parts(fullName);
  return known === null ? (fullName.trim().split(/\s+/)[0] ?? '') : `${known.name} ${known.patronymic}`;
}

/** A name for narrow places: `Филиппова А. Э.`; a name without a patronymic stays as it is. */
export function shortName(fullName: string): string {
  const known = parts(fullName);
  return known === null ? fullName : `${known.surname} ${known.name[0]}. ${known.patronymic[0]}.`;
}
