import { afterEach, beforeEach, expect, test } from "vitest";
import type { Unit } from "../../server/domain/response.ts";
import { bringUpLog } from "../../server/reports/log/bring-up-log.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let house: House;
let unit: Unit;
beforeEach(async () => {
  house = await openHouse({ now: "2026-10-05T03:00:00Z" });
  unit = await house.make.unit();
});
afterEach(() => house.close());

test("while a long day goes into the log, others are served", async () => {
  const [counter] = await house.store.units.counters(unit.id);
  const response = {
    counterId: counter!.id,
    serviceId: null,
    channel: "impor" as const,
    date: "2026-08-01",
    session: null,
    surveys: new Map([["skm@1", new Map([["U1", 4]])]]),
    profile: new Map(),
  };
  const rows = () => Array.from({ length: 3000 }, () => ({ response, comment: null }));
  const batch = { unitId: unit.id, fileDigest: "ab".repeat(32), importedOn: "2026-10-01", newServices: [], rows };
  await house.store.responses.importBatch(batch);
  let served = 0;
  let over = false;
  const serve = (): void => {
    served += 1;
    if (!over) setImmediate(serve);
  };
  setImmediate(serve);
  await bringUpLog(house.parts, unit, { answers: "2026-10-05", imports: "2026-10-05", comments: "2026-10" });
  over = true;
  // One turn for each page of a hundred.
  expect(served).toBeGreaterThanOrEqual(29);
});
