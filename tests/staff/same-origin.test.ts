import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Unit } from "../../server/domain/response.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { ORIGIN } from "./visitor.ts";

let house: House;
let unit: Unit;
let cookie: string;

beforeEach(async () => {
  house = await openHouse();
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup" });
  cookie = await house.make.signIn(await house.make.person({ role: "admin", login: "rina" }));
});
afterEach(() => house.close());

const FORMS: readonly [path: string, body: string][] = [
  ["/staf/unit", "kode=kec-cibinong&nama=Kecamatan+Cibinong&zona=WIB&induk=&survei=skm"],
  ["/staf/orang", "tindakan=tambah&nama=Joko&login=joko&peran=admin&unit="],
  ["/staf/unit/pkm-citeureup/orang", "tindakan=tambah&nama=Joko&login=joko&peran=staff"],
  ["/staf/unit/pkm-citeureup/loket", "tindakan=tambah-layanan&nama=Poli+Umum"],
  ["/staf/unit/pkm-citeureup/pengaturan", "tindakan=jumlah&periode=2026-TW4&jumlah=500"],
  ["/staf/akun", "tindakan=akhiri-sesi&sesi=1"],
  ["/staf/keluar", ""],
  ["/masuk", "login=rina&sandi=x"],
  ["/masuk/sekali/abc", "sandi=x"],
];

/** Everything these forms could change. */
async function everything(): Promise<string> {
  const { units, people } = house.store;
  const list = await people.list();
  return JSON.stringify([
    await units.list(),
    list,
    await units.counters(unit.id),
    await units.services(unit.id),
    [...(await units.populations(unit.id))],
    await Promise.all(list.map((person) => people.sessions(person.id))),
  ]);
}

describe("a form sent from elsewhere", () => {
  it.each([
    ["without Origin", {}],
    ["with the Origin of another site", { origin: "https://jahat.example" }],
    ["with our host under another scheme", { origin: "https://127.0.0.1:8080" }],
    ["with our host under another port", { origin: "http://127.0.0.1:8081" }],
    ["with Origin null", { origin: "null" }],
    ["from another site by its own word", { origin: ORIGIN, "sec-fetch-site": "cross-site" }],
    ["from a neighbour of the same domain", { origin: ORIGIN, "sec-fetch-site": "same-site" }],
    ["claiming same-origin with a foreign Origin", { origin: "https://jahat.example", "sec-fetch-site": "same-origin" }],
    ["typed by hand", { "sec-fetch-site": "none" }],
  ])("%s is refused everywhere and changes nothing", async (_name, headers: Record<string, string>) => {
    const before = await everything();
    for (const [url, payload] of FORMS) {
      const answer = await house.app.inject({
        method: "POST",
        url,
        payload,
        headers: { "content-type": "application/x-www-form-urlencoded", cookie, ...headers },
      });
      expect([url, answer.statusCode]).toEqual([url, 403]);
    }
    expect(await everything()).toBe(before);
  });

  it("from our own pages is taken, with and without Sec-Fetch-Site", async () => {
    const own: Record<string, string>[] = [
      { origin: ORIGIN },
      { origin: ORIGIN, "sec-fetch-site": "same-origin" },
      { "sec-fetch-site": "same-origin" },
    ];
    for (const [n, headers] of own.entries()) {
      const answer = await house.app.inject({
        method: "POST",
        url: "/staf/unit/pkm-citeureup/loket",
        payload: `tindakan=tambah-layanan&nama=Poli+${n}`,
        headers: { "content-type": "application/x-www-form-urlencoded", cookie, ...headers },
      });
      expect(answer.statusCode).toBe(303);
    }
    expect(await house.store.units.services(unit.id)).toHaveLength(3);
  });

  it("as anything but a form is not understood", async () => {
    const before = await everything();
    for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x"]) {
      const headers = { "content-type": type, origin: ORIGIN, cookie };
      const answer = await house.app.inject({ method: "POST", url: "/staf/unit", payload: '{"kode":"kec-cibinong"}', headers });
      expect(answer.statusCode).toBe(415);
    }
    expect(await everything()).toBe(before);
  });
});

describe("looking", () => {
  it("changes nothing, whatever the address carries", async () => {
    const before = await everything();
    for (const [url, query] of FORMS) {
      for (const method of ["GET", "HEAD"] as const)
        await house.app.inject({ method, url: `${url}?${query}`, headers: { cookie } });
    }
    expect(await everything()).toBe(before);
  });

  it("leaves no copy of a staff page in a browser or proxy, error pages included", async () => {
    const pages = ["/masuk", "/masuk/sekali/abc", "/staf", "/staf/akun", "/staf/orang", "/staf/unit/tidak-ada/loket"];
    const inUnit = [
      "loket",
      "orang",
      "pengaturan",
      "loket/pkm-citeureup/qr.svg",
      "loket/pkm-citeureup/qr.png",
      "loket/pkm-citeureup/poster",
    ];
    for (const url of [...pages, ...inUnit.map((path) => `/staf/unit/pkm-citeureup/${path}`)]) {
      const answer = await house.app.inject({ url, headers: { cookie } });
      expect([url, answer.headers["cache-control"]]).toEqual([url, "no-store"]);
    }
  });

  it("shows pages without any style or script inside, so that the policy can forbid them", async () => {
    for (const url of [
      "/masuk",
      "/staf",
      "/staf/akun",
      "/staf/orang",
      "/staf/unit/pkm-citeureup/loket",
      "/staf/unit/pkm-citeureup/loket/pkm-citeureup/poster",
    ]) {
      const answer = await house.app.inject({ url, headers: { cookie } });
      expect(answer.body).not.toMatch(/<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=/i);
      expect(answer.headers["content-security-policy"]).not.toContain("unsafe");
    }
  });
});
