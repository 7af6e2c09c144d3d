/**
 * The path to return to after signing in, if it lies on this very site; otherwise /staf. Browsers read "//" and "/\" as
 * the beginning of another host and drop tabs and line ends, so only plain visible letters are let through.
 * @example localPath("/staf/akun") // => "/staf/akun"
 * @example localPath("//jahat.example") // => "/staf"
 */
export function localPath(text: string | undefined): string {
  if (text === undefined || text.length > 500) return "/staf";
  return /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(text) ? text : "/staf";
}
