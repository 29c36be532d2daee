import { entry, type ErrorEntry } from './error-entry.ts';
import { accountErrors } from './gateway/account-errors.ts';

/**
 * Every code that leaves the system, for good: programs rely on the code, people read the title. The details of an
 * occurrence travel beside it.
 */
export const errorCatalogue = {
  invalid: entry(400, 'Данные не прошли проверку', 'The input is not valid'),
  cursor_invalid: entry(400, 'Курсор страницы не подходит к этому списку', 'The cursor does not belong to this list'),
  ...accountErrors,
  forbidden: entry(403, 'Недостаточно прав', 'Your role does not allow this'),
  not_found: entry(404, 'Не найдено', 'Not found'),
  route_not_found: entry(404, 'Такого адреса нет', 'There is no such address'),
  'client.not_found': entry(404, 'Клиент не найден', 'There is no such client'),
  'client.parent_not_found': entry(422, 'Головная организация не найдена', 'There is no such parent organisation'),
  'client.parent_cycle': entry(
    422,
    'Организация не может подчиняться самой себе',
    'An organisation cannot be below itself',
  ),
  'client.parent_not_organisation': entry(
    422,
    'Головной может быть только организация, и только у организации',
    'Only an organisation can be a parent, and only of an organisation',
  ),
  'contact_person.not_found': entry(404, 'Контактное лицо не найдено', 'There is no such contact person'),
  'contact_person.affiliation_repeated': entry(
    422,
    'Контактное лицо уже связано с этим клиентом',
    'The contact person already belongs to this client',
  ),
  'classifier.value_unknown': entry(422, 'Такого значения нет в справочнике', 'The classifier has no such value'),
  'classifier.value_archived': entry(422, 'Значение справочника в архиве', 'The classifier value is archived'),
  'employee.not_found': entry(404, 'Сотрудник не найден', 'There is no such employee'),
  'employee.not_active': entry(422, 'Сотрудник не работает', 'The employee does not work here any more'),
  'employee.same_department': entry(
    422,
    'Сотрудник уже работает в этом подразделении',
    'The employee works in this department already',
  ),
  'absence.not_found': entry(404, 'Отсутствие не найдено', 'There is no such absence'),
  'absence.ends_before_it_begins': entry(
    422,
    'Отсутствие заканчивается раньше, чем начинается',
    'The absence ends before it begins',
  ),
  'absence.overlapping': entry(
    409,
    'На это время уже есть отсутствие этого сотрудника',
    'The employee is absent at this time already',
  ),
  'absence.own_substitute': entry(422, 'Нельзя замещать самого себя', 'Nobody stands in for himself'),
  'absence.substitute_repeated': entry(422, 'Заместитель указан дважды', 'The substitute is named twice'),
  'absence.substitute_absent': entry(
    409,
    'Заместителя самого не будет, и его никто полностью не замещает',
    'The substitute is absent himself, and nobody stands in for all that is his',
  ),
  'absence.substitution_circle': entry(
    409,
    'Замещающие замещают друг друга по кругу',
    'The substitutes would stand in for each other in a circle',
  ),
  'absence.not_requested': entry(409, 'По этому отсутствию решение уже принято', 'The absence is decided already'),
  'absence.over': entry(409, 'Отсутствие уже закончилось', 'The absence is over'),
  'department.not_found': entry(404, 'Подразделение не найдено', 'There is no such department'),
  'role.administrator_needed': entry(
    422,
    'Администраторы не могут лишиться права управлять системой',
    'Administrators cannot lose the right to administer',
  ),
  'department.parent_not_found': entry(
    422,
    'Вышестоящее подразделение не найдено',
    'There is no such department to be below',
  ),
  'department.cycle': entry(
    422,
    'Подразделение не может подчиняться самому себе',
    'A department cannot be below itself',
  ),
  'department.too_deep': entry(
    422,
    'Слишком много уровней подразделений',
    'The tree of departments would have too many levels',
  ),
  'department.not_empty': entry(
    409,
    'В подразделении есть сотрудники или другие подразделения',
    'Employees work in the department, or departments are below it',
  ),
  'position.not_found': entry(404, 'Должность не найдена', 'There is no such position'),
  'position.closed': entry(
    422,
    'Должность закрыта: её больше не назначают',
    'The position is closed: nobody is given it',
  ),
  'position.name_taken': entry(409, 'Должность с таким названием уже есть', 'There is a position of this name'),
  'position.in_use': entry(
    409,
    'Должность занимают или занимали сотрудники: её можно только закрыть',
    'Employees have or had the position: it can only be closed',
  ),
  'hand_over.same_person': entry(422, 'Преемник совпадает с уходящим', 'The successor is the leaver himself'),
  'hand_over.running': entry(409, 'Дела этого сотрудника уже передаются', 'A hand-over of this employee is running'),
  'hand_over.preview_outdated': entry(
    409,
    'С момента просмотра количество изменилось',
    'The counts have changed since the preview',
  ),
  'job.not_found': entry(404, 'Задание не найдено', 'There is no such job'),
  'deal.not_found': entry(404, 'Сделка не найдена', 'There is no such deal'),
  'deal.closed': entry(409, 'Сделка уже завершена', 'The deal is closed already'),
  'deal.stage_unknown': entry(422, 'В воронке нет такого этапа', 'The pipeline has no such stage'),
  'deal.stage_closes': entry(
    422,
    'Этот этап завершает сделку: отметьте её выигранной или проигранной',
    'This stage closes the deal: win or lose it instead',
  ),
  'product.not_found': entry(422, 'Такого продукта нет', 'There is no such product'),
  'pipeline.not_found': entry(422, 'Такой воронки нет', 'There is no such pipeline'),
  'activity.not_found': entry(404, 'Активность не найдена', 'There is no such activity'),
  'activity.not_planned': entry(409, 'Активность уже не запланирована', 'The activity is not planned any more'),
  'activity.not_yet_happened': entry(
    422,
    'Состоявшееся не может быть в будущем',
    'What has happened cannot lie in the future',
  ),
  'reminder.in_past': entry(422, 'Момент напоминания уже прошёл', 'The moment of the reminder has passed'),
  'notification.not_found': entry(404, 'Уведомление не найдено', 'There is no such notification'),
  'commitment.not_found': entry(404, 'Обязательство не найдено', 'There is no such commitment'),
  'commitment.not_open': entry(409, 'Обязательство уже закрыто', 'The commitment is not open any more'),
  'import.malformed': entry(422, 'Файл не удалось прочитать', 'The file could not be read'),
  'import.running': entry(409, 'Другая загрузка ещё идёт', 'Another import is still running'),
  'repeat.mismatch': entry(
    422,
    'Этот ключ повтора уже использован для другого запроса',
    'This idempotency key was used for another request',
  ),
  'repeat.in_progress': entry(
    409,
    'Запрос с этим ключом ещё выполняется',
    'The request with this key is still being worked on',
  ),
  'facts.kind_unknown': entry(
    404,
    'Служба не рассказывает о таких записях',
    'The service tells nothing of such records',
  ),
  'projection.not_found': entry(404, 'Такой проекции нет', 'There is no such projection'),
  external_id_taken: entry(409, 'Внешний ключ уже занят', 'The external key is taken'),
  version_conflict: entry(412, 'Запись изменилась с тех пор', 'The record has changed since'),
  too_large: entry(413, 'Слишком большой запрос', 'The request is too large'),
  unsupported_media_type: entry(415, 'Тело такого вида не принимается', 'A body of this kind is not accepted'),
  too_many_requests: entry(429, 'Слишком много запросов', 'Too many requests'),
  internal: entry(500, 'Внутренняя ошибка', 'Internal error'),
  service_unavailable: entry(503, 'Служба временно недоступна', 'The service is not available for now'),
  deadline_exceeded: entry(504, 'Служба не ответила вовремя', 'The service did not answer in time'),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorCatalogue, code);
