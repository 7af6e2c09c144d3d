import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { surveyVersions } from "../../server/definitions/survey-versions.ts";
import type { Definitions } from "../../server/definitions/definitions.ts";
import type { Store } from "../../server/store/store.ts";
import { ActSequence, SHARED_BY } from "./act-sequence.ts";
import { storeAct } from "./store-acts.ts";

/** Sequences run at once, each lane on stores of its own, because an engine's answers are mostly waited for. */
const LANES = 4;

/**
 * Runs the same random sequences of acts on two engines and compares, after each act, what it gave back or how it was
 * refused, and after each sequence every row, figure and list that can be read. Numbers of rows are told apart by codes and
 * names, because engines number as they like.
 */
export async function compareEngines(
  definitions: Definitions,
  engines: Engines,
  sequences: number,
  progress: (done: number) => void = () => undefined,
): Promise<void> {
  let done = 0;
  const lanes = Array.from({ length: LANES }, () =>
    compareLane(definitions, engines, Math.ceil(sequences / LANES), () => progress((done += 1))),
  );
  for (const lane of await Promise.allSettled(lanes)) if (lane.status === "rejected") throw lane.reason as Error;
}

type Engines = readonly [() => Promise<Store>, () => Promise<Store>];

async function compareLane(definitions: Definitions, engines: Engines, sequences: number, progress: () => void): Promise<void> {
  let stores: [Store, Store] | undefined;
  let serial = 0;
  const replaceStores = async (): Promise<[Store, Store]> => {
    if (stores) {
      for (const store of stores) {
        deepStrictEqual(await store.upkeep.check(), []);
        await store.close();
      }
    }
    stores = [await engines[0](), await engines[1]()];
    for (const store of stores) await store.upkeep.registerSurveys(surveyVersions(definitions));
    return stores;
  };
  const property = fc.asyncProperty(fc.array(storeAct, { minLength: 1, maxLength: 24 }), async (acts) => {
    const pair = stores !== undefined && serial % SHARED_BY !== 0 ? stores : await replaceStores();
    const sequence = (serial += 1);
    const [one, other] = pair.map((store) => new ActSequence(store, definitions, sequence));
    // Every sequence begins with a unit, or most acts would have nothing to act on.
    for (const next of [{ do: "add-unit", unit: 0, name: 0 } as const, ...acts])
      deepStrictEqual({ act: next, gave: await other!.run(next) }, { act: next, gave: await one!.run(next) });
    deepStrictEqual(await other!.everything(), await one!.everything());
    progress();
  });
  try {
    await fc.assert(property, { numRuns: sequences });
    await replaceStores();
  } finally {
    for (const store of stores ?? []) await store.close();
  }
}
