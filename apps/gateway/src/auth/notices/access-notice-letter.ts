import { escapeText, type LetterLanguage, letterPage, type LetterText, momentIn } from '@crm/mail';
import type { AccessKind, EndedAccess } from './access-notice.schema.ts';

export interface AccessNoticeFacts {
  readonly kind: AccessKind;
  readonly ended: readonly EndedAccess[];
  readonly endedAt: Date;
  /** The owner's. */
  readonly timeZone: string;
  /** Name of the administrator; null when he is not known any more. */
  readonly by: string | null;
  readonly reason: string | null;
  /** Address of the page that shows what is left. */
  readonly link: string;
}

interface Words {
  readonly told: Readonly<Record<AccessKind, { readonly subject: string; readonly told: string }>>;
  readonly unknownDevice: string;
  readonly when: string;
  readonly by: string;
  readonly somebody: string;
  readonly reason: string;
  readonly noReason: string;
  readonly open: string;
  readonly why: string;
}

const words: Readonly<Record<LetterLanguage, Words>> = {
  ru: {
    told: {
      'api-key': { subject: 'Ваш ключ API для CRM отозван', told: 'Администратор отозвал ваш ключ API:' },
      session: { subject: 'Ваш вход в CRM завершён', told: 'Администратор завершил ваши сеансы:' },
    },
    unknownDevice: 'Неизвестное устройство',
    when: 'Когда',
    by: 'Кто',
    somebody: 'администратор',
    reason: 'Почему',
    noReason: 'причина не указана',
    open: 'Где вы вошли и какие у вас ключи',
    why: 'Если причина вам непонятна, спросите администратора. Отвечать на это письмо не нужно.',
  },
  en: {
    told: {
      'api-key': {
        subject: 'Your API key for the CRM was revoked',
        told: 'An administrator has revoked your API key:',
      },
      session: { subject: 'You were signed out of the CRM', told: 'An administrator has ended your sessions:' },
    },
    unknownDevice: 'Unknown device',
    when: 'When',
    by: 'Who',
    somebody: 'an administrator',
    reason: 'Why',
    noReason: 'no reason was given',
    open: 'Where you are signed in, and your keys',
    why: 'If the reason is not clear to you, ask the administrator. This letter needs no reply.',
  },
};

/** The letter in the language of the installation, as plain text and as a page; both say the same. */
export function composeAccessNotice(facts: AccessNoticeFacts, language: LetterLanguage): LetterText {
  const { told, unknownDevice, open, why } = words[language];
  const ended = facts.ended.map(({ name, address }) =>
    [name ?? unknownDevice, ...(address ? [address] : [])].join(', '),
  );
  const lines = circumstances(facts, language);
  const { subject, told: sentence } = told[facts.kind];
  return {
    subject,
    text: [
      ...[sentence, ...ended.map((one) => `- ${one}`), '', ...lines],
      ...['', `${open}: ${facts.link}`, '', '--', why, ''],
    ].join('\n'),
    html: letterPage({
      ...{ language, title: subject, why },
      body: [
        `<p>${sentence}</p><ul>${ended.map((one) => `<li>${escapeText(one)}</li>`).join('')}</ul>`,
        `<p>${lines.map(escapeText).join('<br>')}</p>`,
        `<p><a href="${escapeText(facts.link)}">${open}</a></p>`,
      ],
    }),
  };
}

function circumstances({ endedAt, timeZone, by, reason }: AccessNoticeFacts, language: LetterLanguage): string[] {
  const said = words[language];
  return [
    `${said.when}: ${momentIn(endedAt, timeZone, language)} (${timeZone})`,
    `${said.by}: ${by ?? said.somebody}`,
    `${said.reason}: ${reason ?? said.noReason}`,
  ];
}
