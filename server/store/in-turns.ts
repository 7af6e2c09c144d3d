/** Takes so many at a time, the last turn what is left; reads no further than it is asked. */
export function* inTurns<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let turn: Item[] = [];
  for (const item of items) {
    turn.push(item);
    if (turn.length < size) continue;
    yield turn;
    turn = [];
  }
  if (turn.length > 0) yield turn;
}
