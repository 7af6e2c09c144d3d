import { toString as qrText } from "qrcode";
import { Refusal } from "../../domain/refusal.ts";
import { parsePeriod } from "../../domain/periods/period.ts";
import { periodTitle } from "../../web/format.ts";
import { closingOf } from "../closing/close-period.ts";
import { sealCode } from "../closing/frozen-document.ts";
import { readFrozen } from "../closing/read-frozen.ts";
import { banner } from "../document/banner.ts";
import type { Banner } from "../document/banner.ts";
import { OF_THE_UNIT } from "../document/narrative.ts";
import type { Chunks, ExportFormat, ExportSource } from "./export-format.ts";

/** So many measures are told. */
const TOLD = 2;
/** Pixels of the picture for social media. */
const PICTURE = 1080;

/** The banner with the index of a closed period, for the wall (A4, A3) and as a picture. */
export const banners: readonly ExportFormat[] = [
  {
    extension: "banner-a4.pdf",
    content: "banner-a4",
    label: "Banner hasil (PDF, A4)",
    description: "Nilai, mutu, responden, dan kode QR ke halaman hasil, untuk dipasang di tempat layanan.",
    mediaType: "application/pdf",
    deed: "read-results",
    settled: true,
    open: (source) => written(source, "A4"),
  },
  {
    extension: "banner-a3.pdf",
    content: "banner-a3",
    label: "Banner hasil (PDF, A3)",
    description: "Yang sama, dua kali besarnya.",
    mediaType: "application/pdf",
    deed: "read-results",
    settled: true,
    open: (source) => written(source, "A3"),
  },
  {
    extension: "banner.png",
    content: "banner",
    label: "Gambar hasil (PNG)",
    description: "Bujur sangkar, untuk media sosial.",
    mediaType: "image/png",
    deed: "read-results",
    settled: true,
    open: (source) => written(source, "square"),
  },
];

async function written(source: ExportSource, size: "A4" | "A3" | "square"): Promise<Chunks> {
  const made = await bannerOf(source);
  const qr = await qrText(made.address, { type: "svg", errorCorrectionLevel: "M", margin: 4 });
  // Loaded when it is asked for: a server that prints nothing does not carry it in memory.
  const { typeset } = await import("../document/typeset.ts");
  const page = typeset("banner", { document: JSON.stringify(made), qr, size });
  if (size !== "square") return whole(page.pdf());
  const { drawPng } = await import("../document/draw-png.ts");
  return whole(await drawPng(page.svg(), PICTURE));
}

async function bannerOf({ parts, report, surveys }: ExportSource): Promise<Banner> {
  const { unit, period } = report;
  const title = periodTitle(period);
  const [closing, texts, plan] = await Promise.all([
    closingOf(parts, unit, period),
    parts.store.records.reportTexts(unit.id, OF_THE_UNIT),
    parts.store.followUps.list(unit.id),
  ]);
  if (!closing) throw new Refusal("conflict", `${title} belum ditutup. Banner dibuat dari angka yang sudah tetap.`);
  const told = plan
    .filter((one) => one.state === "selesai" && one.told !== "" && parsePeriod(one.period).until <= period.until)
    .map((one) => one.told)
    .slice(-TOLD);
  const made = banner({
    unit,
    period,
    frozen: readFrozen(closing.document),
    definition: surveys[0]!.definition,
    seal: sealCode(closing.document),
    above: texts.get("kop-atas") ?? "",
    told,
    address: `${parts.publicUrl()}/hasil/${unit.code}`,
  });
  if (!made)
    throw new Refusal(
      "conflict",
      `Jawaban pada ${title} kurang dari ${unit.publicFloor}, jadi angkanya belum layak dipasang sebagai banner. Perlakukan sebagai gambaran awal.`,
    );
  return made;
}

async function* whole(file: Uint8Array): Chunks {
  yield file;
}
