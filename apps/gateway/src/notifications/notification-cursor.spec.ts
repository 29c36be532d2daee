import { aNotification } from '../../test/records.ts';
import { NotificationCursor } from './notification-cursor.ts';

const second = (seconds: number): string => seconds.toString(16).padStart(8, '0');
const at = (seconds: number, rest = 'f'.repeat(16)) => aNotification({ id: second(seconds) + rest });

describe(NotificationCursor, () => {
  it('begins after the last one that the reader has', () => {
    const last = at(100).id;
    expect(new NotificationCursor(last).after).toBe(last);
    expect(new NotificationCursor(null).after).toBeNull();
  });

  it('looks back a little, for what was written at the same time by another process', () => {
    const cursor = new NotificationCursor(null);
    cursor.accept([at(100)]);
    expect(cursor.after).toBe(second(90) + '0'.repeat(16));
  });

  it('never looks back behind the beginning', () => {
    const last = at(95).id;
    const cursor = new NotificationCursor(last);
    cursor.accept([at(100)]);
    expect(cursor.after).toBe(last);
    cursor.accept([at(200)]);
    expect(cursor.after).toBe(second(190) + '0'.repeat(16));
  });

  it('lets each one through once, whatever its order', () => {
    const cursor = new NotificationCursor(null);
    const [early, late] = [at(100, '0'.repeat(16)), at(100)];
    expect(cursor.accept([late])).toEqual([late]);
    expect(cursor.accept([early, late])).toEqual([early]);
    expect(cursor.accept([early, late])).toEqual([]);
  });
});
