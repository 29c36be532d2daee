import { formOfAddress, shortName } from './person-names.ts';

describe('names of people', () => {
  it.each([
    ['Филиппова Александра Эльдаровна', 'Александра Эльдаровна', 'Филиппова А. Э.'],
    ['Иван Петрович Сидоров', 'Иван Петрович', 'Сидоров И. П.'],
    ['Olivia Carter', 'Olivia', 'Olivia Carter'],
    ['Ольга', 'Ольга', 'Ольга'],
  ])('%s is greeted as %s and written shortly as %s', (name, address, short) => {
    expect(formOfAddress(name)).toBe(address);
    expect(shortName(name)).toBe(short);
  });
});
