/** The nodes of a broker, named by one setting and separated by commas. When one dies, its clients go to the next. */
export const brokerUrls = (setting: string): string[] => setting.split(',').map((url) => url.trim());
