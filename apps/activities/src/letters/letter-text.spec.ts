import { composeLetter } from './letter-text.ts';

const facts = {
  subject: 'Позвонить <Ромашке> & "Ко"\nсрочно',
  plannedAt: new Date('2026-11-27T09:30:00Z'),
  timeZone: 'Europe/Moscow',
  link: 'https://crm.firm.example/clients/1',
};

describe(composeLetter, () => {
  it.each([
    { language: 'ru', title: 'Напоминание: ', said: ['Запланировано на 27 ноября 2026', 'Открыть в CRM'] },
    { language: 'en', title: 'Reminder: ', said: ['Planned for 27 November 2026', 'Open in the CRM'] },
  ] as const)('speaks the language of its reader, by his clock: $language', ({ language, title, said }) => {
    const { subject, text, html } = composeLetter(facts, language);
    expect(subject).toBe(`${title}Позвонить <Ромашке> & "Ко" срочно`);
    for (const part of [...said, '12:30', 'https://crm.firm.example/clients/1']) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
  });

  it('lets no text of people become part of the page', () => {
    expect(composeLetter(facts, 'ru').html).toContain('Позвонить &lt;Ромашке&gt; &amp; &quot;Ко&quot;');
  });

  it('says nothing of a moment that is not planned', () => {
    expect(composeLetter({ ...facts, plannedAt: null }, 'en').text).not.toContain('Planned');
  });
});
