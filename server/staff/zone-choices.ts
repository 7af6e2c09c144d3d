import type { Zone } from "../domain/periods/zone.ts";

/** The three zones with places that tell which one is meant. */
export const ZONE_CHOICES: readonly { readonly value: Zone; readonly label: string }[] = [
  { value: "WIB", label: "WIB (Sumatra, Jawa, Kalimantan Barat dan Tengah)" },
  { value: "WITA", label: "WITA (Bali, Nusa Tenggara, Kalimantan lainnya, Sulawesi)" },
  { value: "WIT", label: "WIT (Maluku, Papua)" },
];
