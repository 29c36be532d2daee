/**
 * The Redis channel on which the clients service says that what employees reach may have changed: a department was moved
 * or got another head. Whoever remembers answers of `resolveActor` forgets them. Nobody keeps such a message: what is
 * remembered grows old by itself as well.
 */
export const reachChannel = 'staff:reach-changed';
