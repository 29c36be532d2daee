import { readLetter } from './caught-letter.ts';

const letter = (...headers: string[]) =>
  readLetter([...headers, '', 'Subject: not this one'].join('\r\n'), ['a@b.example']);

describe(readLetter, () => {
  it('finds what a letter says of itself', () => {
    const caught = letter('Message-ID: <1@crm>', 'X-CRM-Notification: 1.email', 'Subject: Reminder: call');
    expect(caught).toMatchObject({ messageId: '<1@crm>', notification: '1.email', subject: 'Reminder: call' });
  });

  it.each([
    [
      'base64, in two words',
      'Subject: =?UTF-8?B?0J3QsNC/0L7QvNC40L3QsNC90LjQtQ==?=\r\n =?UTF-8?B?OiDQt9Cy0L7QvdC+0Lo=?=',
    ],
    [
      'quoted',
      'Subject: =?UTF-8?Q?=D0=9D=D0=B0=D0=BF=D0=BE=D0=BC=D0=B8=D0=BD=D0=B0=D0=BD=D0=B8=D0=B5=3A_=D0=B7=D0=B2=D0=BE=D0=BD=D0=BE=D0=BA?=',
    ],
  ])('reads Russian subjects: %s', (_how, header) => {
    expect(letter(header).subject).toBe('Напоминание: звонок');
  });
});
