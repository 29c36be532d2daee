import { entry, type ErrorEntry } from '../error-entry.ts';

/** What is refused around accounts and the ways in: signing in, passwords, second factors, keys, sessions. */
export const accountErrors = {
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
  'session.not_found': entry(404, 'Такого сеанса нет', 'There is no such session'),
} as const satisfies Record<string, ErrorEntry>;
