import { inflateSync } from "node:zlib";
import QRCode from "qrcode";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { onlyHere, qrDrawing, shortAddress } from "../../server/web/qr.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { visitor, words } from "./visitor.ts";

const ADDRESS = "https://skm.contoh.go.id/s/pkm-citeureup-2";
let house: House;
let staff: ReturnType<typeof visitor>;
const path = "/staf/unit/pkm-citeureup/loket/pkm-citeureup-2";

beforeEach(async () => {
  house = await openHouse({ publicUrl: "https://skm.contoh.go.id" });
  const unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas <Citeureup>", surveys: ["skm", "spkp", "spak"] });
  const service = await house.make.service(unit, "Poli Umum");
  await house.make.counter(unit, { code: "pkm-citeureup-2", name: "Loket 2", serviceId: service.id });
  staff = visitor(house.app, await house.make.signIn(await house.make.person({ role: "staff", unit })));
});
afterEach(() => house.close());

/** What a reader should see: the code with a white margin of four modules, true for black. */
function expected(address: string): boolean[][] {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: "M" }).modules;
  return Array.from({ length: size + 8 }, (_, row) =>
    Array.from({ length: size + 8 }, (_, column) => {
      const [y, x] = [row - 4, column - 4];
      return y >= 0 && x >= 0 && y < size && x < size && data[y * size + x] === 1;
    }),
  );
}

/** Paints path data of rectangles, as a browser would. */
function painted(size: number, path: string): boolean[][] {
  const grid = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  let rest = path;
  for (const [all, x, y, width, back] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-(\d+)z/g)) {
    expect(back).toBe(width);
    for (let step = 0; step < Number(width); step += 1) grid[Number(y)]![Number(x) + step] = true;
    rest = rest.replace(all, "");
  }
  expect(rest).toBe("");
  return grid;
}

/** One value per module from a PNG of the kinds that the library writes (8-bit RGBA, or 1-bit palette), true for dark. */
function pngModules(png: Buffer, modules: number): boolean[][] {
  const width = png.readUInt32BE(16);
  const [depth, colour] = [png[24]!, png[25]!];
  expect([depth, colour]).toEqual([8, 6]);
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * 4;
  const lines: Uint8Array[] = [];
  for (let row = 0; row < width; row += 1) {
    const filter = raw[row * (stride + 1)]!;
    const line = Uint8Array.from(raw.subarray(row * (stride + 1) + 1, (row + 1) * (stride + 1)));
    const above = lines[row - 1];
    for (let at = 0; at < stride; at += 1) {
      const [left, up, corner] = [at >= 4 ? line[at - 4]! : 0, above?.[at] ?? 0, at >= 4 ? (above?.[at - 4] ?? 0) : 0];
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
      line[at] = (line[at]! + guess) & 255;
    }
    lines.push(line);
  }
  const scale = width / modules;
  return Array.from({ length: modules }, (_, row) =>
    Array.from(
      { length: modules },
      (_, column) => lines[Math.floor((row + 0.5) * scale)]![Math.floor((column + 0.5) * scale) * 4]! < 128,
    ),
  );
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

describe("the QR code of a counter", () => {
  it("as SVG holds the counter's full address, black on white with four white modules around", async () => {
    const answer = await staff.get(`${path}/qr.svg`);
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "image/svg+xml"]);
    const [, size] = /viewBox="0 0 (\d+) \1"/.exec(answer.body)!;
    expect(answer.body).toContain(`<path fill="#fff" d="M0 0h${size}v${size}H0z"/>`);
    const [, drawn] = /<path fill="#000" d="([^"]+)"/.exec(answer.body)!;
    expect(painted(Number(size), drawn!)).toEqual(expected(ADDRESS));
  });

  it("as PNG shows the same modules, at least twenty dots each", async () => {
    const answer = await staff.get(`${path}/qr.png`);
    expect([answer.statusCode, answer.headers["content-type"], answer.headers["content-disposition"]]).toEqual([
      200,
      "image/png",
      'attachment; filename="qr-pkm-citeureup-2.png"',
    ]);
    const wanted = expected(ADDRESS);
    expect(answer.rawPayload.readUInt32BE(16)).toBeGreaterThanOrEqual(20 * wanted.length);
    expect(pngModules(answer.rawPayload, wanted.length)).toEqual(wanted);
  });

  it("on the poster is the same drawing, with the address to type below it", async () => {
    const page = (await staff.get(`${path}/poster`)).body;
    const [, drawn] = /<path fill="#000" d="([^"]+)"/.exec(page)!;
    const { size, path: own } = qrDrawing(ADDRESS);
    expect([drawn, page.includes(`viewBox="0 0 ${size} ${size}"`)]).toEqual([own, true]);
    expect(page.replaceAll("<wbr>", "")).toContain('<p class="address">skm.contoh.go.id/s/pkm-citeureup-2</p>');
  });

  it("leads to a form that opens", async () => {
    expect((await visitor(house.app).get(new URL(ADDRESS).pathname)).statusCode).toBe(200);
  });
});

describe("the poster", () => {
  it("says how many questions the unit's surveys ask, whose it is and when it was printed", async () => {
    const text = words((await staff.get(`${path}/poster`)).body);
    expect(text).toContain("Puskesmas <Citeureup>");
    expect(text).toContain("Jawab 22 pertanyaan di ponsel Anda. Tanpa nama.");
    expect(text).toContain("Loket 2 · Poli Umum · dicetak 22 November 2026");
    expect(text).not.toContain("Jangan dicetak dahulu");
  });

  it("warns on the screen when its address works on this computer only", async () => {
    expect(["http://127.0.0.1:8080", "http://localhost:8080", "http://[::1]:8080"].map(onlyHere)).toEqual([true, true, true]);
    expect(["http://10.1.2.3:8080", "https://skm.contoh.go.id", "http://peladen"].map(onlyHere)).toEqual([false, false, false]);
    const local = await openHouse();
    const unit = await local.make.unit({ code: "pkm-citeureup" });
    const officer = visitor(local.app, await local.make.signIn(await local.make.person({ role: "staff", unit })));
    expect(words((await officer.get("/staf/unit/pkm-citeureup/loket/pkm-citeureup/poster")).body)).toContain(
      "Jangan dicetak dahulu",
    );
    await local.close();
  });

  it("keeps the port of an office network in the short address", () => {
    expect(shortAddress("http://10.1.2.3:8080", "pkm")).toBe("10.1.2.3:8080/s/pkm");
  });
});
