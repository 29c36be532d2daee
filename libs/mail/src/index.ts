export { afterRefusal, type Delivery, MOST_ATTEMPTS, pauseAfter } from './delivery.ts';
export { type LetterText, MailSender } from './mail-sender.ts';
export {
  type LetterLanguage,
  mailEnvironment,
  mailSettings,
  type MailSettings,
  requireSender,
} from './mail-settings.ts';
