/** An act that a thread is asked for; the shape of a message to it. */
export interface Asked {
  readonly id: number;
  readonly act: string;
  /** As JSON, which is passed sooner than a copy of many small objects. */
  readonly given: string;
}

/** What came of it; the shape of a message back. */
export type Told = { readonly id: number; readonly outcome: unknown } | { readonly id: number; readonly error: PlainError };

/** An error in plain values. `kind` is the engine's own word for it, by which it is made again on the other side. */
export interface PlainError {
  readonly message: string;
  readonly kind: string | null;
}

/** What a thread does: each act takes one plain value that JSON can hold, and gives one that can be copied. */
export type ActsAside<Acts> = { readonly [Name in keyof Acts]: (given: never) => Promise<unknown> } & {
  /** The last act: when it is kept the thread ends. */
  close(): Promise<void>;
};
