import { Readable } from 'node:stream';
import { columnsOf } from './file-layout.ts';
import { MAX_LINE_BYTES } from './line-guard.ts';
import { readRows } from './read-rows.ts';

const header = columnsOf.products.join(',');
const productsIn = (chunks: Iterable<string | Buffer>) =>
  readRows('products', Readable.from(chunks, { objectMode: false }));
const productsOf = (...chunks: (string | Buffer)[]) => collect(productsIn(chunks));
const product = (name: string, price: string) => ({ product: name, series: 'GTX', sales_price: price });

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

describe(readRows, () => {
  it('gives each row with its line', async () => {
    expect(await productsOf(`${header}\nA,GTX,1\nB,GTX,2\n`)).toEqual([
      { line: 2, values: product('A', '1') },
      { line: 3, values: product('B', '2') },
    ]);
  });

  it.each([
    ['a byte order mark', `\ufeff${header}\nA,GTX,1`],
    ['line ends of Windows', `${header}\r\nA,GTX,1\r\n`],
    ['an empty last line', `${header}\nA,GTX,1\n\n`],
    ['spaces around values', `${header}\n A , GTX,1 \n`],
    ['quotes', `${header}\n"A","GTX","1"\n`],
    ['a header in quotes', `"product","series","sales_price"\nA,GTX,1\n`],
  ])('understands %s', async (_what, text) => {
    expect(await productsOf(text)).toEqual([{ line: 2, values: product('A', '1') }]);
  });

  it('keeps a line end inside quotes, and counts it', async () => {
    const rows = await productsOf(`${header}\n"A\nB",GTX,1\nC,GTX,2\n`);
    expect(rows).toEqual([
      { line: 2, values: product('A\nB', '1') },
      { line: 4, values: product('C', '2') },
    ]);
  });

  it('is not disturbed by where chunks end, not even inside a character', async () => {
    const bytes = Buffer.from(`${header}\nЖёлудь,GTX,1\nB,GTX,2\n`);
    const single = Array.from(bytes, (byte) => Buffer.from([byte]));
    expect(await productsOf(...single)).toEqual(await productsOf(bytes));
  });

  it.each([
    { what: 'another header', line: 1, reason: 'header', text: `name,series,price\nA,GTX,1\n` },
    { what: 'a header with a column less', line: 1, reason: 'header', text: `product,series\nA,GTX\n` },
    { what: 'a file of another kind', line: 1, reason: 'header', text: `%PDF-1.7\nstream` },
    { what: 'a column too many', line: 3, reason: 'columns', text: `${header}\nA,GTX,1\nB,GTX,2,3\n` },
    { what: 'a column too few', line: 3, reason: 'columns', text: `${header}\nA,GTX,1\nB,GTX\nC,GTX,3\n` },
    { what: 'quotes that are left open', line: 3, reason: 'quotes', text: `${header}\nA,GTX,1\n"B,GTX,2\nC,GTX,3\n` },
    {
      what: 'quotes that another row closes',
      line: 3,
      reason: 'quotes',
      text: `${header}\nA,GTX,1\n"B,GTX,2\n"C",GTX,3\n`,
    },
    { what: 'quotes inside a value', line: 2, reason: 'quotes', text: `${header}\nA"B",GTX,1\n` },
    { what: 'letters behind quotes', line: 2, reason: 'quotes', text: `${header}\n"A"B,GTX,1\n` },
    { what: 'no rows', line: null, reason: 'file_empty', text: `${header}\n` },
    { what: 'nothing at all', line: 1, reason: 'file_empty', text: '' },
  ])('refuses $what, with the line', async ({ line, reason, text }) => {
    await expect(productsOf(text)).rejects.toMatchObject({
      code: 'import.malformed',
      details: { file: 'products.csv', line, reason },
    });
  });

  it('refuses what is not UTF-8, with the line', async () => {
    const latin1 = Buffer.from(`${header}\nA,GTX,1\nCaf\xe9,GTX,2\n`, 'latin1');
    await expect(productsOf(latin1)).rejects.toMatchObject({ details: { line: 3, reason: 'encoding' } });
  });

  it('refuses a line of a gigabyte after its first bytes', async () => {
    const CHUNK = Buffer.alloc(16 * 1024, 'x');
    let produced = 0;
    function* gigabyte() {
      yield Buffer.from(`${header}\nA,GTX,1\n`);
      for (; produced < 2 ** 30; produced += CHUNK.length) yield CHUNK;
    }
    await expect(collect(productsIn(gigabyte()))).rejects.toMatchObject({
      details: { line: 3, reason: 'line_too_long' },
    });
    expect(produced).toBeLessThan(10 * MAX_LINE_BYTES);
  });

  it('refuses many lines that open quotes have made one', async () => {
    const swallowed = 'B,GTX,2\n'.repeat(MAX_LINE_BYTES / 8);
    const text = `${header}\nA,GTX,1\n"${swallowed}${swallowed}`;
    await expect(productsOf(text)).rejects.toMatchObject({ details: { line: 3, reason: 'quotes' } });
  });

  it('explains itself in both languages', async () => {
    await expect(productsOf('a,b\n')).rejects.toMatchObject({
      details: {
        message: {
          ru: 'Заголовок «a,b» вместо «product,series,sales_price»',
          en: 'The header is "a,b" instead of "product,series,sales_price"',
        },
      },
    });
  });
});
