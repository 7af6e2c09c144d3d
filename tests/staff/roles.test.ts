import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "../../server/domain/person.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import type { Form } from "./visitor.ts";
import { visitor, words } from "./visitor.ts";

type Caller = "stranger" | Role | "manager elsewhere" | "disabled";
const CALLERS: readonly Caller[] = ["stranger", "admin", "manager", "head", "staff", "manager elsewhere", "disabled"];

let house: House;
const browsers = new Map<Caller, ReturnType<typeof visitor>>();

beforeAll(async () => {
  house = await openHouse();
  const unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup" });
  const other = await house.make.unit({ code: "kec-cibinong", name: "Kecamatan Cibinong" });
  const people = {
    admin: await house.make.person({ role: "admin", login: "rina", name: "Rina Kusuma" }),
    manager: await house.make.person({ role: "manager", unit, login: "sari", name: "Sari Dewi" }),
    head: await house.make.person({ role: "head", unit, login: "budi", name: "Budi Santoso" }),
    staff: await house.make.person({ role: "staff", unit, login: "dewi", name: "Dewi Lestari" }),
    "manager elsewhere": await house.make.person({ role: "manager", unit: other, login: "tono", name: "Tono Wijaya" }),
  };
  browsers.set("stranger", visitor(house.app));
  for (const [name, person] of Object.entries(people))
    browsers.set(name as Caller, visitor(house.app, await house.make.signIn(person)));
  const gone = await house.make.person({ role: "manager", unit, login: "joko", name: "Joko Prabowo" });
  const cookie = await house.make.signIn(gone);
  await house.store.people.setDisabled(gone.id, true);
  browsers.set("disabled", visitor(house.app, cookie));
});
afterAll(() => house.close());

/** Statuses in the order of CALLERS. */
const PAGES: readonly [path: string, statuses: readonly number[]][] = [
  ["/masuk", [200, 303, 303, 303, 303, 303, 200]],
  ["/masuk/sekali/abc", [410, 410, 410, 410, 410, 410, 410]],
  ["/staf", [401, 200, 303, 303, 303, 303, 401]],
  ["/staf/akun", [401, 200, 200, 200, 200, 200, 401]],
  ["/staf/orang", [401, 200, 403, 403, 403, 403, 401]],
  ["/staf/unit/pkm-citeureup/loket", [401, 200, 200, 200, 200, 404, 401]],
  ["/staf/unit/PKM-Citeureup/loket", [401, 200, 200, 200, 200, 404, 401]],
  ["/staf/unit/pkm-citeureup/loket/pkm-citeureup/qr.svg", [401, 200, 200, 200, 200, 404, 401]],
  ["/staf/unit/pkm-citeureup/loket/pkm-citeureup/qr.png", [401, 200, 200, 200, 200, 404, 401]],
  ["/staf/unit/pkm-citeureup/loket/pkm-citeureup/poster", [401, 200, 200, 200, 200, 404, 401]],
  ["/staf/unit/pkm-citeureup/loket/kec-cibinong/poster", [401, 404, 404, 404, 404, 404, 401]],
  ["/staf/unit/pkm-citeureup/orang", [401, 200, 200, 403, 403, 404, 401]],
  ["/staf/unit/pkm-citeureup/pengaturan", [401, 200, 200, 403, 403, 404, 401]],
  ["/staf/unit/tidak-ada/loket", [401, 404, 404, 404, 404, 404, 401]],
];

/** Forms that are empty or wrong on purpose: whoever may send them gets 422 back, and nothing changes. */
const FORMS: readonly [path: string, form: Form, statuses: readonly number[]][] = [
  ["/staf/unit", {}, [401, 422, 403, 403, 403, 403, 401]],
  ["/staf/orang", { tindakan: "tambah" }, [401, 422, 403, 403, 403, 403, 401]],
  ["/staf/akun", { tindakan: "ganti-sandi" }, [401, 422, 422, 422, 422, 422, 401]],
  ["/staf/unit/pkm-citeureup/loket", { tindakan: "tambah-loket" }, [401, 422, 422, 403, 403, 404, 401]],
  ["/staf/unit/pkm-citeureup/orang", { tindakan: "tambah" }, [401, 422, 422, 403, 403, 404, 401]],
  ["/staf/unit/pkm-citeureup/pengaturan", { tindakan: "simpan" }, [401, 422, 422, 403, 403, 404, 401]],
  ["/staf/unit/pkm-citeureup/pengaturan", { tindakan: "lain" }, [401, 422, 422, 403, 403, 404, 401]],
];

describe("who may open what", () => {
  it.each(PAGES)("GET %s", async (path, statuses) => {
    const seen = await Promise.all(CALLERS.map(async (caller) => (await browsers.get(caller)!.get(path)).statusCode));
    expect(seen).toEqual(statuses);
  });

  it.each(FORMS)("POST %s %j", async (path, form, statuses) => {
    const seen = await Promise.all(CALLERS.map(async (caller) => (await browsers.get(caller)!.post(path, form)).statusCode));
    expect(seen).toEqual(statuses);
  });

  it("a unit of others answers word for word as one that does not exist", async () => {
    const browser = browsers.get("manager elsewhere")!;
    for (const rest of ["loket", "orang", "pengaturan", "loket/pkm-citeureup/poster"]) {
      const [theirs, nobodys] = await Promise.all([
        browser.get(`/staf/unit/pkm-citeureup/${rest}`),
        browser.get(`/staf/unit/tidak-ada/${rest}`),
      ]);
      expect(theirs.body).toBe(nobodys.body);
      expect(theirs.body).not.toContain("Citeureup");
    }
  });

  it("everybody but an admin begins at the own unit", async () => {
    for (const caller of ["manager", "head", "staff"] as const) {
      expect((await browsers.get(caller)!.get("/staf")).headers.location).toBe("/staf/unit/pkm-citeureup");
    }
  });

  it("an officer sees QR and progress, and no button that would change anything", async () => {
    await house.make.response((await house.store.units.byCode("pkm-citeureup"))!);
    const page = (await browsers.get("staff")!.get("/staf/unit/pkm-citeureup/loket")).body;
    expect(words(page)).toContain("Triwulan IV 2026: 1 jawaban diterima.");
    expect(page).toContain("/loket/pkm-citeureup/qr.svg");
    expect(page.match(/<form[^>]*action="([^"]*)"/g)?.every((form) => form.includes("/staf/keluar"))).toBe(true);
  });
});
