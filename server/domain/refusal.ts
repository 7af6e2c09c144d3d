/**
 * The three kinds of trouble: an expected case is a value, a refusal is this class, anything else is a bug or the disk.
 * The message is Indonesian and may be shown to whoever asked; it never holds words of the database or of the file system.
 */
export type RefusalCode =
  | "invalid"
  | "not-signed-in"
  | "not-allowed"
  | "not-found"
  | "gone"
  | "conflict"
  | "too-large"
  | "too-many"
  | "busy"
  | "unavailable";

export class Refusal extends Error {
  readonly code: RefusalCode;
  /** Seconds after which trying again makes sense; only with "too-many", "busy" and "unavailable". */
  readonly retryAfter: number | undefined;

  constructor(code: RefusalCode, message: string, retryAfter?: number, options?: ErrorOptions) {
    super(message, options);
    this.name = "Refusal";
    this.code = code;
    this.retryAfter = retryAfter;
  }
}
