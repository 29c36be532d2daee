import { DomainError } from '@crm/kernel';
import { isDuplicateKey } from '@crm/persistence';

/** The name of the index by which an employee has one account. */
export const ONE_OF_EMPLOYEE = 'one_of_employee';

/**
 * Does what would give an employee a second account that may be used, should he have one: the index refuses it, also where
 * two ask at once.
 *
 * @param field what the caller gave that cannot be.
 * @throws DomainError `account.exists` with the field
 */
export async function asOnlyAccount<T>(field: 'employeeId' | 'status', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isSecondOfEmployee(error)) throw error;
    throw new DomainError('account.exists', { field });
  }
}

/** Of what was refused in a bulk MongoDB's driver says the index in the text alone. */
const isSecondOfEmployee = (error: unknown): boolean =>
  isDuplicateKey(error) && error.message.includes(ONE_OF_EMPLOYEE);
