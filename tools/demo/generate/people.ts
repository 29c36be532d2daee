import type { Language, Sex } from './organisation.ts';
import type { Random } from './random.ts';

/** A made-up human being. */
export interface Person {
  readonly sex: Sex;
  readonly fullName: string;
  /** As he is spoken of in notes: by name and patronymic in Russian. */
  readonly calledName: string;
  /** Latin letters, for addresses. */
  readonly mailName: string;
}

const givenNames: Readonly<Record<Language, Readonly<Record<Sex, readonly string[]>>>> = {
  ru: {
    male: [
      ...['Александр', 'Алексей', 'Андрей', 'Антон', 'Артём', 'Борис', 'Вадим', 'Виктор', 'Глеб', 'Денис', 'Дмитрий'],
      ...['Евгений', 'Егор', 'Иван', 'Игорь', 'Илья', 'Кирилл', 'Константин', 'Максим', 'Михаил', 'Никита', 'Олег'],
      ...['Павел', 'Роман', 'Сергей', 'Степан', 'Тимур', 'Фёдор', 'Юрий', 'Ярослав'],
    ],
    female: [
      ...['Александра', 'Алина', 'Анастасия', 'Анна', 'Вера', 'Виктория', 'Галина', 'Дарья', 'Евгения', 'Екатерина'],
      ...['Елена', 'Ирина', 'Карина', 'Ксения', 'Лариса', 'Людмила', 'Маргарита', 'Марина', 'Мария', 'Надежда'],
      ...['Наталья', 'Нина', 'Оксана', 'Ольга', 'Полина', 'Светлана', 'София', 'Татьяна', 'Юлия', 'Яна'],
    ],
  },
  en: {
    male: [
      ...['Adam', 'Ahmed', 'Arjun', 'Daniel', 'David', 'Emre', 'George', 'Hassan', 'James', 'Karim', 'Luka', 'Mark'],
      ...['Mehmet', 'Michael', 'Nikola', 'Omar', 'Peter', 'Rahul', 'Robert', 'Sanjay', 'Stefan', 'Thomas', 'Yusuf'],
    ],
    female: [
      ...['Aisha', 'Amina', 'Ananya', 'Anna', 'Ayşe', 'Claire', 'Diana', 'Elif', 'Emma', 'Fatima', 'Helen', 'Jelena'],
      ...['Julia', 'Laura', 'Leyla', 'Maria', 'Mira', 'Nadia', 'Priya', 'Sara', 'Sofia', 'Susan', 'Zainab'],
    ],
  },
};

const familyNames = [
  ...['Abdullah', 'Al Mansoori', 'Aydın', 'Bennett', 'Carter', 'Demir', 'Dimitrijević', 'Ferreira', 'Fischer', 'Gupta'],
  ...['Haddad', 'Hughes', 'Ibrahim', 'Iyer', 'Jovanović', 'Kaya', 'Khan', 'Kumar', 'Lambert', 'Mehta', 'Mitchell'],
  ...['Morris', 'Nair', 'Novak', 'Omarov', 'Patel', 'Petrović', 'Rahman', 'Reed', 'Saleh', 'Schneider', 'Seitkali'],
  ...['Sharma', 'Stone', 'Suleiman', 'Turner', 'Usmanov', 'Weber', 'Yılmaz', 'Zhumabay'],
];

/** Without their endings: -ич for a man, -на for a woman. */
const patronymics = [
  ...['Александров', 'Алексеев', 'Андреев', 'Антонов', 'Борисов', 'Вадимов', 'Викторов', 'Владимиров', 'Дмитриев'],
  ...['Евгеньев', 'Иванов', 'Игорев', 'Константинов', 'Максимов', 'Михайлов', 'Николаев', 'Олегов', 'Павлов'],
  ...['Петров', 'Романов', 'Сергеев', 'Степанов', 'Фёдоров', 'Юрьев'],
];

export function makePerson(random: Random, language: Language): Person {
  const sex: Sex = random.chance(0.5) ? 'male' : 'female';
  return language === 'ru' ? russianPerson(random, sex) : internationalPerson(random, sex);
}

function russianPerson(random: Random, sex: Sex): Person {
  const given = random.pick(givenNames.ru[sex]);
  const family = random.ru.person.lastName(sex);
  const patronymic = `${random.pick(patronymics)}${sex === 'male' ? 'ич' : 'на'}`;
  return {
    sex,
    fullName: `${family} ${given} ${patronymic}`,
    calledName: `${given} ${patronymic}`,
    mailName: `${given.slice(0, 1)} ${family}`,
  };
}

function internationalPerson(random: Random, sex: Sex): Person {
  const given = random.pick(givenNames.en[sex]);
  const family = random.pick(familyNames);
  const fullName = `${given} ${family}`;
  return { sex, fullName, calledName: fullName, mailName: fullName };
}
