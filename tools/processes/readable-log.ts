/** The last lines of a log for people: of a line that is JSON, as our services and MongoDB write them, only what it says. */
export function readableLog(log: string, count: number): string {
  return log.trimEnd().split('\n').slice(-count).map(readableLine).join('\n');
}

function readableLine(line: string): string {
  const entry = parse(line);
  if (entry === undefined) return `    ${line}`;
  const message = text(entry['msg']);
  const cause = isRecord(entry['err']) ? text(entry['err']['stack']) || text(entry['err']['message']) : '';
  return [message, cause]
    .filter((part) => part !== '')
    .join('\n')
    .replaceAll(/^/gm, '    ');
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
