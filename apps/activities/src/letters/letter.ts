/** Names the letter about a notification, for good: there is one of a channel. */
export const letterIdOf = (notificationId: string): string => `${notificationId}.email`;
