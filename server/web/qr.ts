import QRCode from "qrcode";

/** Free modules on each side; readers need four. */
const MARGIN = 4;
/** 15 % of the code may be lost to dirt or tape. */
const LEVEL = "M";

/** A QR code as one drawing: black squares on a white ground, the white margin included. */
export interface QrDrawing {
  /** Width and height in modules, margin included. */
  readonly size: number;
  /** Path data in modules: a run of black squares in a row is one rectangle. */
  readonly path: string;
}

/** The full address of a counter, as it stands in its QR code. */
export function counterAddress(publicUrl: string, code: string): string {
  return `${publicUrl}/s/${code}`;
}

/** The address as people type it, without http:// or https://. */
export function shortAddress(publicUrl: string, code: string): string {
  return counterAddress(publicUrl, code).replace(/^https?:\/\//, "");
}

/** True when the address can be opened on this computer only, so that a poster with it would lead nowhere. */
export function onlyHere(publicUrl: string): boolean {
  const host = new URL(publicUrl).hostname;
  return host === "localhost" || host.endsWith(".localhost") || host.startsWith("127.") || host === "[::1]" || host === "0.0.0.0";
}

export function qrDrawing(address: string): QrDrawing {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: LEVEL }).modules;
  let path = "";
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const from = column;
      while (column < size && data[row * size + column]) column += 1;
      if (column > from) path += `M${from + MARGIN} ${row + MARGIN}h${column - from}v1h-${column - from}z`;
    }
  }
  return { size: size + 2 * MARGIN, path };
}

/** A file of its own, black on white whatever the reader's colours are. */
export function qrSvg(address: string): string {
  const { size, path } = qrDrawing(address);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size * 10}" height="${size * 10}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${path}"/></svg>\n`
  );
}

/** Twenty dots for each module: about 800 dots wide, enough for 7 cm in print. */
export function qrPng(address: string): Promise<Buffer> {
  return QRCode.toBuffer(address, { type: "png", errorCorrectionLevel: LEVEL, margin: MARGIN, scale: 20 });
}
