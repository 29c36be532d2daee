/** A letter as the catcher got it. */
export interface CaughtLetter {
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  /** What the letter tells of (`X-CRM-Notification`): the same each time it is sent. */
  readonly notification: string;
  /** The letter as it came, headers and all. */
  readonly source: string;
}

export function readLetter(source: string, to: readonly string[]): CaughtLetter {
  const header = headersOf(source);
  return {
    to,
    subject: decodeWords(header('subject')),
    messageId: header('message-id'),
    notification: header('x-crm-notification'),
    source,
  };
}

/** Finds headers by name; a line that begins with a blank continues the one before. */
function headersOf(source: string): (name: string) => string {
  const [head = ''] = source.split(/\r?\n\r?\n/, 1);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return (name) => {
    const line = lines.find((candidate) => candidate.toLowerCase().startsWith(`${name}:`)) ?? '';
    return line.slice(name.length + 1).trim();
  };
}

/** `=?UTF-8?B?…?=` and `=?UTF-8?Q?…?=` (RFC 2047); between two of them a blank means nothing. */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_word, encoding: string, content: string) =>
      encoding.toLowerCase() === 'b' ? Buffer.from(content, 'base64').toString() : decodeQ(content),
    );
}

function decodeQ(content: string): string {
  const bytes = content
    .replaceAll('_', ' ')
    .replace(/=([\da-f]{2})/gi, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
