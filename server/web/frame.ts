import type { Deed, Person } from "../domain/person.ts";
import { may } from "../domain/person.ts";
import type { Unit } from "../domain/response.ts";

/** The rooms of a unit as they stand in the navigation of staff pages. */
export type Place = "ringkasan" | "periode" | "saran" | "loket" | "dilayani" | "orang" | "pengaturan" | "beranda" | "akun";

export interface FrameLink {
  readonly label: string;
  readonly href: string;
  /** True for the page one is on. */
  readonly here: boolean;
}

/** What the layout of every staff page shows around the page itself; views find it under `it.frame`. */
export interface Frame {
  /** The page's own title, for <title> and the heading. */
  readonly title: string;
  /** The unit one is in; null on pages of the installation. */
  readonly unit: { readonly name: string; readonly code: string } | null;
  readonly links: readonly FrameLink[];
  /** The person's name, which leads to their own account. */
  readonly person: FrameLink;
}

const UNIT_PLACES: readonly {
  place: Place;
  label: string;
  path: string;
  deed: Deed;
}[] = [
  { place: "ringkasan", label: "Ringkasan", path: "", deed: "enter-unit" },
  { place: "periode", label: "Periode", path: "/periode", deed: "read-results" },
  { place: "saran", label: "Saran", path: "/saran", deed: "read-comments" },
  { place: "loket", label: "Loket dan QR", path: "/loket", deed: "enter-unit" },
  { place: "dilayani", label: "Dilayani", path: "/dilayani", deed: "enter-unit" },
  { place: "orang", label: "Orang", path: "/orang", deed: "manage-unit" },
  { place: "pengaturan", label: "Pengaturan", path: "/pengaturan", deed: "manage-unit" },
];

/** The frame of a page of one unit, or of the installation when `unit` is null; links lead only where the person may go. */
export function frame(person: Person, unit: Unit | null, here: Place, title: string): Frame {
  const home: FrameLink[] = may(person, "keep-installation")
    ? [{ label: "Semua unit", href: "/staf", here: here === "beranda" }]
    : [];
  const inUnit = unit
    ? UNIT_PLACES.filter(({ deed }) => may(person, deed, unit.id)).map(({ place, label, path }) => ({
        label,
        href: `/staf/unit/${unit.code}${path}`,
        here: here === place,
      }))
    : [];
  return {
    title,
    unit: unit && { name: unit.name, code: unit.code },
    links: [...home, ...inUnit],
    person: { label: person.name, href: "/staf/akun", here: here === "akun" },
  };
}
