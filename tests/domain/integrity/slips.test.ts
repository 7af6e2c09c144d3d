import { describe, expect, it } from "vitest";
import { slipsMessage } from "../../../server/domain/integrity/slips-message.ts";
import { slipUse } from "../../../server/domain/integrity/slip-use.ts";
import { MOST_SLIPS, SLIP_DAYS, slipIn } from "../../../server/domain/integrity/visit-slip.ts";

const SLIP = "AbCdEfGhIjKlMnOpQrSt-_";

describe("the slip in front of a key", () => {
  it("is twenty-two signs and a full stop before what the phone added", () => {
    expect(slipIn(`${SLIP}.4f1c`)).toBe(SLIP);
  });

  it.each([
    null,
    "",
    SLIP,
    `${SLIP}.`,
    `${SLIP}~4f1c`,
    `${SLIP}x.4f1c`,
    `${SLIP.slice(1)}.4f1c`,
    `.${SLIP}.4f1c`,
    `${SLIP.slice(1)}~.4`,
  ])("is none in %j", (key) => expect(slipIn(key)).toBeNull());
});

describe("a message that asks for slips", () => {
  it("asks for a week when it says nothing of days", () => {
    expect(slipsMessage.parse({ counter: "pkm", slips: MOST_SLIPS })).toEqual({ counter: "pkm", slips: MOST_SLIPS, days: 7 });
    expect(slipsMessage.parse({ counter: "pkm", slips: 1, days: SLIP_DAYS.most }).days).toBe(92);
  });
});

describe("the use of slips", () => {
  const day = (date: string, issued: number, spent: number, counterId = 1) => ({ date, counterId, issued, spent });
  const answered = (date: string, answers: number, channel: "qr" | "dibantu" | "kiosk" = "qr", counterId = 1) => ({
    date,
    counterId,
    channel,
    answers,
  });
  const served = (date: string, people: number) => ({ date, serviceId: null, counterId: null, people });

  it("is not told where there were none, or none before the day that is open", () => {
    expect(slipUse([], [answered("2026-11-02", 9)], [], "2026-12-01")).toBeNull();
    expect(slipUse([day("2026-11-05", 24, 3)], [], [], "2026-11-05")).toBeNull();
  });

  it("holds slips against answers on phones, at counters that had slips, from their first day to the last that is over", () => {
    const slips = [day("2026-11-04", 0, 2), day("2026-11-03", 24, 5), day("2026-11-03", 24, 1, 2), day("2026-11-09", 10, 7)];
    const answers = [
      answered("2026-11-02", 100),
      answered("2026-11-03", 6),
      answered("2026-11-03", 3, "dibantu"),
      answered("2026-11-03", 50, "kiosk"),
      answered("2026-11-04", 4, "qr", 2),
      answered("2026-11-04", 70, "qr", 3),
      answered("2026-11-09", 200),
    ];
    const people = [served("2026-11-02", 900), served("2026-11-03", 30), served("2026-11-04", 20), served("2026-11-09", 800)];
    expect(slipUse(slips, answers, people, "2026-11-09")).toEqual({
      since: "2026-11-03",
      issued: 48,
      spent: 8,
      answers: 13,
      people: 50,
    });
  });
});
