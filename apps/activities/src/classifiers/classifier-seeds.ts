import type { ActivityClassifierName } from './classifier.ts';

interface Seed {
  readonly code: string;
  readonly ru: string;
  readonly en: string;
}

const seed = (code: string, ru: string, en: string): Seed => ({ code, ru, en });

/** The values that every installation starts with, in the order in which they are offered. Codes never change. */
export const classifierSeeds: Readonly<Record<ActivityClassifierName, readonly Seed[]>> = {
  kind: [
    seed('call', 'Звонок', 'Call'),
    seed('meeting', 'Встреча', 'Meeting'),
    seed('e-mail', 'Электронное письмо', 'E-mail'),
    seed('letter', 'Письмо', 'Letter'),
    seed('fax', 'Факс', 'Fax'),
    seed('visit', 'Выезд к клиенту', 'Visit'),
    seed('seminar', 'Семинар', 'Seminar'),
    seed('exhibition', 'Выставка', 'Exhibition'),
    seed('online-meeting', 'Онлайн-встреча', 'Online meeting'),
    seed('messenger', 'Мессенджер', 'Messenger'),
  ],
  purpose: [
    seed('first-talks', 'Первые переговоры', 'First talks'),
    seed('needs', 'Выявление потребностей', 'Finding out the needs'),
    seed('presentation', 'Презентация', 'Presentation'),
    seed('training', 'Обучение', 'Training'),
    seed('offer-approval', 'Согласование предложения', 'Approval of the offer'),
    seed('closing-contract', 'Заключение договора', 'Closing the contract'),
    seed('shipment', 'Отгрузка', 'Shipment'),
    seed('payment', 'Оплата', 'Payment'),
    seed('after-sales', 'Послепродажное обслуживание', 'After-sales service'),
    seed('complaint', 'Рекламация', 'Complaint'),
    seed('congratulation', 'Поздравление', 'Congratulation'),
    seed('other', 'Другое', 'Other'),
  ],
  result: [
    seed('agreed', 'Договорились', 'Agreed'),
    seed('next-step-agreed', 'Согласован следующий шаг', 'The next step is agreed'),
    seed('offer-requested', 'Запрошено предложение', 'An offer is requested'),
    seed('thinking', 'Клиент думает', 'The client is thinking'),
    seed('refused', 'Отказ', 'Refused'),
    seed('not-reached', 'Не удалось связаться', 'Not reached'),
    seed('postponed', 'Перенесено', 'Postponed'),
    seed('done', 'Выполнено', 'Done'),
  ],
};
