/** A refusal as people read it: HTTP status, and a title in each language of the product. */
interface CatalogueEntry {
  readonly status: number;
  readonly ru: string;
  readonly en: string;
}

const entry = (status: number, ru: string, en: string): CatalogueEntry => ({ status, ru, en });

/**
 * Every code that leaves the system, for good: programs rely on the code, people read the title. The details of an
 * occurrence travel beside it.
 */
export const errorCatalogue = {
  invalid: entry(400, 'Данные не прошли проверку', 'The input is not valid'),
  cursor_invalid: entry(400, 'Курсор страницы не подходит к этому списку', 'The cursor does not belong to this list'),
  unauthenticated: entry(401, 'Войдите в систему', 'Sign in first'),
  sign_in_failed: entry(401, 'Неверный адрес или пароль', 'The e-mail or the password is wrong'),
  'provider.failed': entry(
    401,
    'Вход через внешнюю службу не завершён: начните заново',
    'The sign-in by the identity provider was not finished: begin again',
  ),
  'provider.email_unverified': entry(
    403,
    'Внешняя служба входа не подтвердила вашу электронную почту',
    'The identity provider has not verified your e-mail address',
  ),
  'provider.no_account': entry(
    403,
    'Для вашей электронной почты здесь нет учётной записи: попросите администратора пригласить вас',
    'Your e-mail address has no account here: ask an administrator to invite you',
  ),
  'provider.other_identity': entry(
    403,
    'Учётная запись с этой почтой связана с другим пользователем внешней службы: обратитесь к администратору',
    'The account of this address belongs to another user of the identity provider: ask an administrator',
  ),
  forbidden: entry(403, 'Недостаточно прав', 'Your role does not allow this'),
  not_found: entry(404, 'Не найдено', 'Not found'),
  'account.not_found': entry(404, 'Учётная запись не найдена', 'There is no such account'),
  'account.exists': entry(
    409,
    'У этого адреса или сотрудника уже есть учётная запись',
    'The address or the employee has an account already',
  ),
  'account.last_administrator': entry(
    409,
    'Это последний действующий администратор: сначала назначьте другого',
    'This is the last active administrator: appoint another one first',
  ),
  'account.invited': entry(409, 'Приглашение ещё не принято', 'The invitation has not been accepted yet'),
  'account.not_invited': entry(
    409,
    'Учётная запись не ждёт приглашения',
    'The account is not waiting for an invitation',
  ),
  'account.link_invalid': entry(
    410,
    'Ссылка уже использована, заменена новой или устарела',
    'The link has been used, replaced by a newer one, or is too old',
  ),
  'mail.not_set_up': entry(
    409,
    'Отправка писем не настроена',
    'This installation sends no letters: no mail server is set',
  ),
  'password.common': entry(
    422,
    'Этот пароль легко угадать: возьмите несколько не связанных слов',
    'This password is easily guessed: take several words that have nothing to do with each other',
  ),
  'password.contains_email': entry(
    422,
    'Пароль не должен содержать имя из адреса почты',
    'The password must not contain the name in the e-mail address',
  ),
  'password.wrong': entry(422, 'Нынешний пароль неверен', 'The current password is wrong'),
  'second_factor.required': entry(401, 'Введите код из приложения', 'Enter the code of your authenticator program'),
  'second_factor.step_over': entry(
    410,
    'Время на ввод кода вышло: войдите снова',
    'The time for the code is over: begin to sign in again',
  ),
  'second_factor.code_wrong': entry(
    422,
    'Код неверен или уже использован',
    'The code is wrong or has been used already',
  ),
  'second_factor.on': entry(409, 'Второй фактор уже включён', 'The second factor is on already'),
  'second_factor.off': entry(409, 'Второй фактор не включён', 'The second factor is not on'),
  'second_factor.own': entry(
    409,
    'Свой второй фактор отключают паролем и кодом',
    'One’s own second factor is switched off with the password and a code',
  ),
  'second_factor.needed': entry(
    403,
    'Ваша роль требует второй фактор: сначала настройте его',
    'Your role needs a second factor: set it up first',
  ),
  'second_factor.own_first': entry(
    409,
    'Сначала включите второй фактор у себя',
    'Switch on a second factor of your own first',
  ),
  'api_key.not_found': entry(404, 'Такого ключа нет', 'There is no such key'),
  'api_key.expiry': entry(
    422,
    'Срок действия ключа: не дольше года и не в прошлом',
    'A key is good for a year at most, and not for the past',
  ),
  'api_key.too_many': entry(409, 'Ключей уже слишком много: отзовите лишние', 'There are too many keys: revoke some'),
  route_not_found: entry(404, 'Такого адреса нет', 'There is no such address'),
  'session.not_found': entry(404, 'Такого сеанса нет', 'There is no such session'),
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
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorCatalogue, code);
