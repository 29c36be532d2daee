import { close } from './commitment.ts';

const now = new Date('2026-11-23T10:00:00Z');

describe(close, () => {
  it.each(['kept', 'broken', 'cancelled'] as const)('marks an open promise as %s', (status) => {
    const closed = close({ status: 'open' }, { status, comment: 'In time' }, now);
    expect(closed).toEqual({ status, closingComment: 'In time', closedAt: now });
  });

  it.each(['kept', 'broken', 'cancelled'] as const)('refuses to close a %s promise again', (status) => {
    expect(() => close({ status }, { status: 'kept', comment: null }, now)).toThrow('commitment.not_open');
  });
});
