/** Some rows, with the number of rows before them. */
export interface Batch<Row> {
  readonly from: number;
  readonly rows: Row[];
}

/** Rows of a stream, so many at a time. */
export async function* batchesOf<Row>(rows: AsyncIterable<Row>, size: number): AsyncGenerator<Batch<Row>> {
  let from = 0;
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < size) continue;
    yield { from, rows: batch };
    from += batch.length;
    batch = [];
  }
  if (batch.length > 0) yield { from, rows: batch };
}

/** Those for which the condition holds, turned into something else. */
export async function* pickFrom<Row, Result>(
  rows: AsyncIterable<Row>,
  condition: (row: Row) => boolean,
  make: (row: Row) => Result,
): AsyncGenerator<Result> {
  for await (const row of rows) if (condition(row)) yield make(row);
}
