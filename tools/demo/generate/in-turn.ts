/** The item whose turn it is, round after round. */
export function inTurn<Item>(items: readonly Item[], turn: number): Item {
  const item = items[turn % items.length];
  if (item === undefined) throw new Error('Nothing is there to take a turn');
  return item;
}
