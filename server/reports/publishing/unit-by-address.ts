import { Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";

/** The unit whose code stands in a public address, whatever its case; refuses ("not-found") an unknown one. */
export async function unitByAddress({ store }: Pick<Parts, "store">, code: string): Promise<Unit> {
  const unit = await store.units.byCode(code.toLowerCase());
  if (!unit) throw new Refusal("not-found", "Unit ini tidak kami kenali. Periksa kembali alamatnya.");
  return unit;
}
