export { afterRefusal, type Delivery, MOST_ATTEMPTS, pauseAfter } from './delivery.ts';
export { escapeText, letterPage, momentIn, oneLine } from './letter-markup.ts';
export { type LetterText, MailSender } from './mail-sender.ts';
export {
  type LetterLanguage,
  type MailConfig,
  mailEnvironment,
  mailSettings,
  type MailSettings,
  requireSender,
} from './mail-settings.ts';
