import type { LocalDate } from "../domain/periods/period.ts";
import type { Unit } from "../domain/response.ts";
import type { Store } from "../store/store.ts";
import type { CounterDeed } from "./parse-counter-deed.ts";

/** The field and sentence that stand in the way; undefined when the deed is done. */
export type DeedTrouble = { readonly form: string; readonly field: string; readonly sentence: string } | undefined;

const SAME_NAME = "Layanan dengan nama ini sudah ada di unit ini.";

/** Does what was asked for at the counters of a unit; `today` is the unit's own day, from which something is closed. */
export async function doCounterDeed(store: Store, unit: Unit, deed: CounterDeed, today: LocalDate): Promise<DeedTrouble> {
  const { units } = store;
  switch (deed.kind) {
    case "add-counter": {
      const { code, name, serviceId, kiosk } = deed;
      const added = await units.addCounter({ unitId: unit.id, code, name, serviceId, kiosk, closedSince: null });
      return added === "taken"
        ? { form: "loket-baru", field: "kode", sentence: `Kode ${code} sudah dipakai. Pilih kode lain.` }
        : undefined;
    }
    case "change-counter": {
      const { name, serviceId, kiosk } = deed;
      return void (await units.updateCounter({ ...deed.counter, name, serviceId, kiosk }));
    }
    case "close-counter":
      return void (await units.updateCounter({ ...deed.counter, closedSince: deed.counter.closedSince ?? today }));
    case "reopen-counter":
      return void (await units.updateCounter({ ...deed.counter, closedSince: null }));
    case "add-service": {
      const added = await units.addService({ unitId: unit.id, name: deed.name, closedSince: null });
      return added === "taken" ? { form: "layanan-baru", field: "nama", sentence: SAME_NAME } : undefined;
    }
    case "change-service": {
      const changed = await units.updateService({ ...deed.service, name: deed.name });
      return changed === "taken" ? { form: `layanan-${deed.service.id}`, field: "nama", sentence: SAME_NAME } : undefined;
    }
    case "close-service":
    case "reopen-service": {
      const closedSince = deed.kind === "reopen-service" ? null : (deed.service.closedSince ?? today);
      return void (await units.updateService({ ...deed.service, closedSince }));
    }
  }
}
