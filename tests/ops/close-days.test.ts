import { expect, test } from "vitest";
import { closeDaysFromNowOn } from "../../server/ops/close-days.ts";
import { openHouse } from "../support/house.ts";

test("the start ends every day before today, in the zone that reaches midnight last", async () => {
  // 23.30 in WIB on the 22nd is 01.30 in WIT on the 23rd: the 22nd is not over everywhere.
  const house = await openHouse({ now: "2026-11-22T16:30:00Z" });
  const unit = await house.make.unit({ zone: "WIT" });
  await house.make.response(unit, { date: "2026-11-22", comment: "Antre lama" });
  const heldOn = async (date: string) => (await house.store.responses.heldBack(unit.id, date)).length;
  const close = async () => {
    const days = closeDaysFromNowOn(house.parts);
    await days.stop();
  };
  await close();
  expect(await heldOn("2026-11-22")).toBe(1);
  house.clock.now = Date.parse("2026-11-22T17:01:00Z");
  await close();
  expect(await heldOn("2026-11-22")).toBe(0);
  expect(house.logged).toEqual([]);
  await house.close();
});
