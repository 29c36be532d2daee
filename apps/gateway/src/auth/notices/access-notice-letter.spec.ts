import { composeAccessNotice } from './access-notice-letter.ts';

const facts = {
  kind: 'session',
  ended: [
    { name: 'Firefox 133, Linux', address: '10.0.0.7' },
    { name: null, address: '' },
  ],
  endedAt: new Date('2026-11-27T09:30:00Z'),
  timeZone: 'Europe/Moscow',
  by: 'Ирина Петрова',
  reason: 'Ноутбук <украден> & "найден"',
  link: 'https://crm.firm.example/security',
} as const;

describe(composeAccessNotice, () => {
  it.each([
    {
      language: 'ru',
      title: 'Ваш вход в CRM завершён',
      said: ['Неизвестное устройство', 'Когда: 27 ноября 2026 г. в 12:30 (Europe/Moscow)', 'Кто: Ирина Петрова'],
    },
    {
      language: 'en',
      title: 'You were signed out of the CRM',
      said: ['Unknown device', 'When: 27 November 2026 at 12:30 (Europe/Moscow)', 'Who: Ирина Петрова'],
    },
  ] as const)('says what was ended, when by the clock of its reader, and by whom: $language', (expected) => {
    const { subject, text, html } = composeAccessNotice(facts, expected.language);
    expect(subject).toBe(expected.title);
    for (const part of [...expected.said, 'Firefox 133, Linux, 10.0.0.7', facts.link]) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
  });

  it('says why, and lets no text of people become part of the page', () => {
    const { text, html } = composeAccessNotice(facts, 'ru');
    expect(text).toContain('Почему: Ноутбук <украден> & "найден"');
    expect(html).toContain('Почему: Ноутбук &lt;украден&gt; &amp; &quot;найден&quot;');
  });

  it.each([
    ['ru', 'Ваш ключ API для CRM отозван', ['Кто: администратор', 'Почему: причина не указана']],
    ['en', 'Your API key for the CRM was revoked', ['Who: an administrator', 'Why: no reason was given']],
  ] as const)('names a key, also without what is not known: %s', (language, title, said) => {
    const key = { kind: 'api-key', ended: [{ name: 'Shop <1>', address: null }], by: null, reason: null } as const;
    const { subject, text, html } = composeAccessNotice({ ...facts, ...key }, language);
    expect(subject).toBe(title);
    for (const part of ['- Shop <1>\n', ...said]) expect(text).toContain(part);
    expect(html).toContain('<li>Shop &lt;1&gt;</li>');
  });
});
