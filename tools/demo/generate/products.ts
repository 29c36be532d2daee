import type { ProductRow } from '@crm/contracts';
import type { ProductCode } from './codes.ts';
import type { Language } from './organisation.ts';

/** What the demo's company sells, and how it sells. */
export interface DemoProduct {
  readonly key: ProductCode;
  readonly name: string;
  readonly series: string;
  /** List price in whole units of each currency. */
  readonly price: { readonly RUB: number; readonly USD: number };
  readonly quantity: { readonly from: number; readonly to: number; readonly unit: Readonly<Record<Language, string>> };
  /** Days from the first talks to a decision. */
  readonly cycle: { readonly from: number; readonly to: number };
  /** Share of decisions that are in our favour. */
  readonly winRate: number;
  readonly weight: number;
  /** Whether private persons buy it too. */
  readonly forPersons: boolean;
}

const pieces = { ru: 'шт.', en: 'units' };
const months = { ru: 'мес.', en: 'months' };
const days = { ru: 'дн.', en: 'days' };

export const demoProducts: readonly DemoProduct[] = [
  {
    key: 'wms',
    name: 'Nordwerk WMS',
    series: 'Software',
    price: { RUB: 1_850_000, USD: 21_500 },
    quantity: { from: 1, to: 1, unit: pieces },
    cycle: { from: 60, to: 150 },
    winRate: 0.44,
    weight: 9,
    forPersons: false,
  },
  {
    key: 'yard',
    name: 'Nordwerk Yard',
    series: 'Software',
    price: { RUB: 640_000, USD: 7_400 },
    quantity: { from: 1, to: 1, unit: pieces },
    cycle: { from: 40, to: 100 },
    winRate: 0.47,
    weight: 8,
    forPersons: false,
  },
  {
    key: 'terminal',
    name: 'Terminal T7',
    series: 'Devices',
    price: { RUB: 68_900, USD: 790 },
    quantity: { from: 2, to: 60, unit: pieces },
    cycle: { from: 15, to: 60 },
    winRate: 0.57,
    weight: 24,
    forPersons: true,
  },
  {
    key: 'printer',
    name: 'Printer L4',
    series: 'Devices',
    price: { RUB: 54_500, USD: 630 },
    quantity: { from: 1, to: 25, unit: pieces },
    cycle: { from: 12, to: 45 },
    winRate: 0.58,
    weight: 20,
    forPersons: true,
  },
  {
    key: 'gate',
    name: 'Gate RFID-2',
    series: 'Devices',
    price: { RUB: 396_000, USD: 4_550 },
    quantity: { from: 1, to: 8, unit: pieces },
    cycle: { from: 30, to: 90 },
    winRate: 0.46,
    weight: 10,
    forPersons: false,
  },
  {
    key: 'cart',
    name: 'Cart AMR 600',
    series: 'Robotics',
    price: { RUB: 2_940_000, USD: 33_800 },
    quantity: { from: 1, to: 6, unit: pieces },
    cycle: { from: 60, to: 160 },
    winRate: 0.38,
    weight: 6,
    forPersons: false,
  },
  {
    key: 'care',
    name: 'Care 24',
    series: 'Services',
    price: { RUB: 29_500, USD: 340 },
    quantity: { from: 12, to: 36, unit: months },
    cycle: { from: 12, to: 40 },
    winRate: 0.66,
    weight: 14,
    forPersons: true,
  },
  {
    key: 'launch',
    name: 'Launch',
    series: 'Services',
    price: { RUB: 148_000, USD: 1_700 },
    quantity: { from: 1, to: 10, unit: days },
    cycle: { from: 12, to: 45 },
    winRate: 0.6,
    weight: 9,
    forPersons: false,
  },
];

export const productKey = (key: string): string => `demo:product:${key}`;

export const toProductRow = ({ key, name, series, price }: DemoProduct): ProductRow => ({
  externalId: productKey(key),
  name,
  series,
  price: { amount: String(price.RUB), currency: 'RUB' },
});

/** The product with its quantity, as people say it: `Terminal T7, 24 шт.` */
export const describePurchase = (product: DemoProduct, quantity: number, language: Language): string =>
  product.quantity.to === 1 ? product.name : `${product.name}, ${quantity} ${product.quantity.unit[language]}`;
