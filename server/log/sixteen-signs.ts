const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * The first ten bytes (80 bits) as sixteen letters and digits in fours, without I, L, O and U so that they can be read aloud.
 * Throws RangeError for fewer bytes.
 * @example sixteenSigns(Buffer.from("ff00ff00ff00ff00ff00", "hex")) // => "ZW0F-Y07Z-03ZG-1ZR0"
 */
export function sixteenSigns(bytes: Uint8Array): string {
  if (bytes.length < 10) throw new RangeError("sixteen signs are written from ten bytes");
  return `${eightSigns(bytes, 0)}-${eightSigns(bytes, 5)}`;
}

/** Five bytes are forty bits, which a number holds exactly: eight signs of five bits each. */
function eightSigns(bytes: Uint8Array, from: number): string {
  let bits = 0;
  for (let at = from; at < from + 5; at++) bits = bits * 256 + bytes[at]!;
  let signs = "";
  for (let at = 7; at >= 0; at--) signs += (at === 3 ? "-" : "") + CROCKFORD[Math.floor(bits / 32 ** at) % 32]!;
  return signs;
}

/**
 * Sixteen signs as somebody typed them, in the one way they are written; undefined for what is none. O stands for 0, I and L for 1.
 * @example readSigns(" zwof y07z 03zg 1zr0") // => "ZW0F-Y07Z-03ZG-1ZR0"
 */
export function readSigns(typed: string): string | undefined {
  const signs = typed.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  if (!/^[0-9A-HJKMNP-TV-Z]{16}$/.test(signs)) return undefined;
  return signs.replace(/(.{4})(?=.)/g, "$1-");
}
