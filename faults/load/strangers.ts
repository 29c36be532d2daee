/** Employees other than the reader whose records are in an answer, wherever in it they are. */
export function strangersIn(body: unknown, reader: string): string[] {
  const found = new Set<string>();
  visit(body, (key, value) => {
    const namesOwner = key === 'ownerId' || key === 'performerId';
    if (namesOwner && typeof value === 'string' && value !== reader) found.add(value);
  });
  return [...found];
}

function visit(value: unknown, tell: (key: string, value: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    tell(key, part);
    visit(part, tell);
  }
}
