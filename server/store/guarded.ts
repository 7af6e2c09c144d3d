/** Any set of acts of a store. */
type Acts = Readonly<Record<string, unknown>>;

/** The same acts, whose troubles pass through `tell` before a caller meets them: the engine's own words go no further. */
export function guarded<Set extends object>(acts: Set, tell: (error: unknown) => unknown): Set {
  const wrapped = Object.entries(acts as Acts).map(([name, act]) => [
    name,
    (...given: unknown[]): unknown => {
      const outcome = (act as (...given: unknown[]) => Promise<unknown> | AsyncIterable<unknown>)(...given);
      return "then" in outcome
        ? outcome.catch((error: unknown) => {
            throw tell(error) as Error;
          })
        : guardedReading(outcome, tell);
    },
  ]);
  return Object.fromEntries(wrapped) as Set;
}

async function* guardedReading<Item>(items: AsyncIterable<Item>, tell: (error: unknown) => unknown): AsyncGenerator<Item> {
  try {
    yield* items;
  } catch (error) {
    throw tell(error) as Error;
  }
}
