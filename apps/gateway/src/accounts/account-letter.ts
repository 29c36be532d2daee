import { type LetterLanguage, letterPage, type LetterText } from '@crm/mail';
import type { LinkPurpose } from './account-link.ts';

interface Words {
  readonly subject: string;
  readonly told: string;
  readonly open: string;
  readonly why: string;
}

const words: Readonly<Record<LetterLanguage, Readonly<Record<LinkPurpose, Words>>>> = {
  ru: {
    invitation: {
      subject: 'Приглашение в CRM',
      told: 'Вас пригласили в CRM. Задайте пароль, и вы сможете войти. Ссылка действует 7 дней.',
      open: 'Задать пароль',
      why: 'Если вы не ждали приглашения, ничего не делайте.',
    },
    reset: {
      subject: 'Новый пароль для CRM',
      told: 'Кто-то, вероятно вы, попросил задать новый пароль. Ссылка действует один час.',
      open: 'Задать новый пароль',
      why: 'Если вы об этом не просили, ничего не делайте: нынешний пароль остаётся в силе.',
    },
  },
  en: {
    invitation: {
      subject: 'Invitation to the CRM',
      told: 'You are invited to the CRM. Set a password, and you can sign in. The link is good for 7 days.',
      open: 'Set a password',
      why: 'If you did not expect an invitation, do nothing.',
    },
    reset: {
      subject: 'A new password for the CRM',
      told: 'Somebody, probably you, has asked to set a new password. The link is good for one hour.',
      open: 'Set a new password',
      why: 'If you did not ask for it, do nothing: the present password stays.',
    },
  },
};

/** The letter that brings a link, as plain text and as a page; both say the same. */
export function composeAccountLetter(purpose: LinkPurpose, link: string, language: LetterLanguage): LetterText {
  const { subject, told, open, why } = words[language][purpose];
  return {
    subject,
    text: [told, '', `${open}: ${link}`, '', '--', why, ''].join('\n'),
    html: letterPage({ language, title: subject, body: [`<p>${told}</p><p><a href="${link}">${open}</a></p>`], why }),
  };
}
