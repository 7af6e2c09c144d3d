import type { Definitions } from "../../definitions/definitions.ts";
import type { FollowUp } from "../../domain/follow-up.ts";
import type { Unit } from "../../domain/response.ts";
import { longDate, periodTitle } from "../../web/format.ts";
import type { QrDrawing } from "../../web/qr.ts";
import { qrDrawing } from "../../web/qr.ts";
import type { IndexPlate } from "../index-plate.ts";
import type { Published } from "./publish.ts";
import { doneLines, indicesOf, plateOf } from "./results-page.ts";

/** What fits on a screen that is read in passing. */
const MEASURES = 2;

/** What views/reports/lobby.eta shows on a screen in the waiting room: the last published results, large. */
export interface LobbyPage {
  readonly unitName: string;
  /** "Hasil survei Triwulan III 2026"; null while nothing is published. */
  readonly title: string | null;
  readonly plates: readonly IndexPlate[];
  readonly done: readonly { readonly about: string; readonly told: string }[];
  readonly published: string | null;
  /** To the page of results on one's own phone. */
  readonly qr: QrDrawing;
  readonly address: string;
}

export function lobbyPage(
  unit: Unit,
  latest: Published | null,
  plan: readonly FollowUp[],
  definitions: Pick<Definitions, "byRef" | "latest">,
  publicUrl: string,
): LobbyPage {
  const address = `${publicUrl}/hasil/${unit.code}`;
  return {
    unitName: unit.name,
    title: latest && `Hasil survei ${periodTitle(latest.period)}`,
    plates: latest
      ? indicesOf(unit, latest, definitions).map(({ definition, index }) => plateOf(unit, latest, definition, index))
      : [],
    done: latest ? doneLines(latest.period, plan, definitions).slice(0, MEASURES) : [],
    published: latest && `Diumumkan ${longDate(latest.publishedOn)}`,
    qr: qrDrawing(address),
    address: address.replace(/^https?:\/\//, ""),
  };
}
