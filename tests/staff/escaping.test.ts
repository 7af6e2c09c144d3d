import { readdirSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { projectPath } from "../../server/project-path.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { visitor } from "./visitor.ts";

const NASTY = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>{{7*7}}<%= it %>`;

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

describe("what people type", () => {
  it("is shown as words on every staff page and does nothing", async () => {
    const unit = await house.make.unit({ code: "pkm-citeureup", name: NASTY, contact: NASTY });
    const service = await house.make.service(unit, NASTY);
    await house.make.counter(unit, { code: "pkm-citeureup-2", name: NASTY, serviceId: service.id });
    await house.make.person({ role: "staff", unit, name: NASTY });
    const admin = visitor(house.app, await house.make.signIn(await house.make.person({ role: "admin", name: NASTY })));
    await house.store.records.setHoliday(unit.id, "2026-11-20", NASTY);
    const inUnit = [
      "loket",
      "orang",
      "pengaturan",
      "dilayani",
      "jam-layanan",
      "loket/pkm-citeureup-2/poster",
      "loket/pkm-citeureup-2/karcis",
    ].map((rest) => `/staf/unit/pkm-citeureup/${rest}`);
    for (const path of ["/staf", "/staf/orang", "/staf/akun", ...inUnit]) {
      const { statusCode, body } = await admin.get(path);
      expect([path, statusCode, body.includes("&lt;script&gt;alert(1)")]).toEqual([path, 200, true]);
      expect(body).not.toMatch(/<script>|<img src=x|onerror=alert\(2\)>(?!\{)/);
      expect(body).not.toContain(NASTY);
    }
    const sheets = await admin.post("/staf/unit/pkm-citeureup/loket/pkm-citeureup-2/karcis", { lembar: "1", hari: "7" });
    expect([sheets.statusCode, sheets.body.split("&lt;script&gt;alert(1)").length]).toEqual([200, 26]);
    expect(sheets.body).not.toMatch(/<script>|<img src=x/);
  });

  it("comes back as words in a refused form and in the sign-in form", async () => {
    const unit = await house.make.unit({ code: "pkm-citeureup" });
    const manager = visitor(house.app, await house.make.signIn(await house.make.person({ role: "manager", unit })));
    const answers = [
      await visitor(house.app).post("/masuk", { login: NASTY, sandi: "x", kembali: NASTY }),
      await manager.post("/staf/unit/pkm-citeureup/orang", { tindakan: "tambah", nama: "x", login: NASTY, peran: NASTY }),
      await manager.post("/staf/unit/pkm-citeureup/loket", { tindakan: "tambah-loket", nama: "", kode: NASTY, layanan: NASTY }),
      await manager.post("/staf/unit/pkm-citeureup/pengaturan", { tindakan: "jumlah", periode: NASTY, jumlah: NASTY }),
      await manager.post("/staf/unit/pkm-citeureup/dilayani", { bulan: "2026-11", "hari-2026-11-20": NASTY }),
      await manager.post("/staf/unit/pkm-citeureup/jam-layanan", { tindakan: "jam", "buka-1": NASTY }),
      await manager.post("/staf/unit/pkm-citeureup/jam-layanan", { tindakan: "libur", libur: NASTY }),
      await manager.post("/staf/unit/pkm-citeureup/loket/pkm-citeureup/karcis", { lembar: NASTY, hari: "7" }),
    ];
    for (const { statusCode, body } of answers) {
      expect(statusCode).toBe(422);
      expect(body).toContain("&lt;script&gt;");
      expect(body).not.toMatch(/<script>|<img src=x/);
    }
  });

  it("is never quoted from the address of a page", async () => {
    const nasty = encodeURIComponent(NASTY);
    for (const path of [
      `/masuk?kembali=${nasty}`,
      `/staf?tersimpan=${nasty}`,
      `/masuk/sekali/${nasty.slice(0, 60)}`,
      `/staf/unit/${nasty.slice(0, 60)}/loket`,
    ]) {
      expect((await visitor(house.app).get(path)).body).not.toMatch(/<script>|<img src=x/);
    }
  });
});

describe("the views of this room", () => {
  it("put nothing out unescaped but their own parts", () => {
    for (const folder of ["staff", "layouts", "errors"]) {
      for (const file of readdirSync(projectPath("views", folder))) {
        const raw = [...readFileSync(projectPath("views", folder, file), "utf8").matchAll(/<%~\s*(.*?)\s*%>/g)].map(
          ([, code]) => code!,
        );
        for (const code of raw)
          expect([file, code]).toEqual([
            file,
            expect.stringMatching(
              /^(?:it\.body|include\("\/(?:staff|layouts)\/[a-z-]+", (?:it|\{ [a-z: "]*(?:it|counter|service|person)?[.a-zA-Z: "]* \})\))$/,
            ),
          ]);
      }
    }
  });
});
