import type { Person } from "../domain/person.ts";
import { parsePeriod } from "../domain/periods/period.ts";
import type { Unit } from "../domain/response.ts";
import { longDate, periodTitle } from "../web/format.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";

/** What views/staff/granted.eta shows an evaluator first: what may be read, and until when. */
export interface GrantedPage {
  readonly frame: Frame;
  readonly units: readonly {
    readonly name: string;
    readonly until: string;
    /** To the unit, or to each period that may be read. */
    readonly links: readonly { readonly label: string; readonly href: string }[];
  }[];
}

export function grantedPage(person: Person, units: readonly Unit[]): GrantedPage {
  return {
    frame: frame(person, null, "beranda", "Yang dapat Anda baca"),
    units: person.grants.flatMap(({ unitId, periods, until }) => {
      const unit = units.find(({ id }) => id === unitId);
      if (!unit) return [];
      const links =
        periods.length === 0
          ? [{ label: "Ringkasan", href: `/staf/unit/${unit.code}` }]
          : periods.map((name) => ({
              label: periodTitle(parsePeriod(name)),
              href: `/staf/unit/${unit.code}?periode=${name}`,
            }));
      return [{ name: unit.name, until: longDate(until), links }];
    }),
  };
}
