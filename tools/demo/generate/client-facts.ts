import type { ClientRow } from '@crm/contracts';
import type { Language } from './organisation.ts';
import type { Random } from './random.ts';
import type { Day } from './working-calendar.ts';

/** How clients may have learned of the demo's company. */
export const sourceCodes = ['recommendation', 'exhibition', 'website', 'cold-call', 'partner', 'article'] as const;

/** What a manager writes down about a client as such. */
export const clientNotes: Readonly<Record<Language, readonly string[]>> = {
  ru: [
    'Решения принимают вдвоём: директор и начальник склада. Звонить лучше после одиннадцати.',
    'Платят в срок, документы только через обмен электронными документами.',
    'Не любят звонков в понедельник. Ценят короткие письма.',
    'Строят вторую очередь склада, ввод через год.',
    'Раньше работали с конкурентом, ушли из-за поддержки.',
  ],
  en: [
    'Two people decide: the managing director and the warehouse manager. Best reached after eleven.',
    'They pay on time and want every paper by e-mail.',
    'No calls on Mondays. They like short letters.',
    'A second warehouse is being built, ready in a year.',
    'They left a competitor because of its support.',
  ],
};

export function organisationFacts(
  random: Random,
  language: Language,
  today: Day,
): NonNullable<ClientRow['organisation']> {
  const employeeCount = Math.round(10 ** (1 + random.fraction() * 2.7));
  const revenueTenths = employeeCount * random.between(25, 90);
  return {
    ...(language === 'ru' ? { taxId: fictionalTaxId(random) } : {}),
    foundedIn: Number(today.slice(0, 4)) - random.between(2, 34),
    employeeCount,
    annualRevenueMillions: `${Math.floor(revenueTenths / 10)}.${revenueTenths % 10}`,
  };
}

/** A tax number with a right check digit in a region that does not exist, so it is nobody's. */
function fictionalTaxId(random: Random): string {
  const digits = ['0', '0', ...Array.from({ length: 7 }, () => String(random.between(0, 9)))];
  const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return digits.join('') + String((sum % 11) % 10);
}
