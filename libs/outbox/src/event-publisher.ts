/** Where the relay finds the way to the broker, an `EventPublisher`. */
export const EVENT_PUBLISHER = Symbol('EventPublisher');
