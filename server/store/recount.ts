import type { CellAddition, Gathering } from "./gathering.ts";
import { unpackGroups } from "./profile-groups.ts";

/** A row of `profile_cells`. */
interface ProfileRow {
  readonly unitId: number;
  readonly month: string;
  readonly surveyId: number;
  readonly groups: Uint8Array;
}

/** What differs between the counters of a unit and what was gathered from all its rows; one English line each. */
export function counterFindings(
  code: string,
  gathered: Gathering,
  cells: readonly CellAddition[],
  profile: readonly ProfileRow[],
): string[] {
  return [
    ...differences(
      `counters of ${code}`,
      cells.filter(({ received }) => received !== 0),
      gathered.cells(),
      ["received", "excluded", "respondents", "counts"],
    ),
    ...differences(
      `profile counters of ${code}`,
      profile.flatMap(({ groups, ...row }) => unpackGroups(groups).map((group) => ({ ...row, ...group }))),
      gathered.profile(),
      ["people", "respondents", "counts"],
    ),
  ];
}

function differences<Row extends object>(
  what: string,
  kept: readonly Row[],
  counted: readonly Row[],
  values: readonly (keyof Row)[],
): string[] {
  const name = (row: Row): string =>
    (Object.keys(row) as (keyof Row)[])
      .filter((key) => !values.includes(key))
      .sort()
      .map((key) => `${String(key)}=${String(row[key])}`)
      .join(" ");
  const value = (row: Row | undefined): string =>
    row ? values.map((key) => `${String(key)} ${String(row[key])}`).join("; ") : "nothing";
  const byName = new Map(counted.map((row) => [name(row), row]));
  const findings = kept.flatMap((row) => {
    const recounted = byName.get(name(row));
    byName.delete(name(row));
    return value(row) === value(recounted) ? [] : [`${what}: ${name(row)}: kept ${value(row)}, rows give ${value(recounted)}`];
  });
  return [...findings, ...[...byName.values()].map((row) => `${what}: ${name(row)}: kept nothing, rows give ${value(row)}`)];
}
