import { useSyncExternalStore } from 'react';

const MINUTE = 60_000;

const onMinute = (listener: () => void): (() => void) => {
  const timer = setInterval(listener, 10_000);
  return () => clearInterval(timer);
};

/** The present moment, to the minute: what depends on it is drawn anew when the minute turns. */
export const useNow = (): number => useSyncExternalStore(onMinute, () => Math.floor(Date.now() / MINUTE) * MINUTE);
