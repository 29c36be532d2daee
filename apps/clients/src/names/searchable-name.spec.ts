import { searchPatterns, searchableName } from './searchable-name.ts';

describe(searchableName, () => {
  it.each([
    { name: 'ООО «Ромашка-Плюс»', words: ['ооо', 'ромашка', 'плюс'], sortName: 'ооо ромашка плюс' },
    { name: 'Зелёный Ёж', words: ['зеленый', 'еж'], sortName: 'зеленый еж' },
    { name: "O'Neil & Sons, Ltd.", words: ['o', 'neil', 'sons', 'ltd'], sortName: 'o neil sons ltd' },
    { name: 'Ｔｅｃｈ ﬁrm 2000', words: ['tech', 'firm', '2000'], sortName: 'tech firm 2000' },
    { name: 'Duran Duran', words: ['duran'], sortName: 'duran duran' },
    { name: '***', words: [], sortName: '' },
  ])('finds the words of $name', ({ name, words, sortName }) => {
    expect(searchableName(name)).toEqual({ words, sortName });
  });
});

describe(searchPatterns, () => {
  const finds = (search: string, name: string): boolean => {
    const patterns = searchPatterns(search);
    return (
      patterns.length > 0 && patterns.every((pattern) => searchableName(name).words.some((word) => pattern.test(word)))
    );
  };

  it.each([
    { search: 'ром', name: 'ООО «Ромашка»', found: true },
    { search: 'РОМ ооо', name: 'ООО «Ромашка»', found: true },
    { search: 'зелёный', name: 'Зеленый сад', found: true },
    { search: 'ашка', name: 'ООО «Ромашка»', found: false },
    { search: 'ром лютик', name: 'ООО «Ромашка»', found: false },
    { search: '.*', name: 'ООО «Ромашка»', found: false },
    { search: 'a+b(c', name: 'A B Company', found: true },
  ])('$search finds $name: $found', ({ search, name, found }) => {
    expect(finds(search, name)).toBe(found);
  });
});
