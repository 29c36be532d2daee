/** The nodes of a broker, named by one setting and separated by commas. When one dies, its clients go to the next. */
export const brokerUrls = (setting: string): string[] => setting.split(',').map((url) => url.trim());

/**
 * A link that has gone silent is given up when two heartbeats in a row are missed, which takes up to three intervals: a
 * process whose cable was pulled says within 15 s that it cannot serve.
 */
export const linkSettings = {
  heartbeatIntervalInSeconds: 5,
  reconnectTimeInSeconds: 1,
  // A small message would otherwise wait up to 40 ms for the acknowledgement of the one before (Nagle, delayed ACK).
  connectionOptions: { noDelay: true },
} as const;
