import type { Writer } from "./writer.ts";

/**
 * A writer that can be told to take nothing more: once a write has failed nobody knows what lies on the disk, and a process that is
 * about to end must not be in the middle of another one. What comes afterwards is refused with the cause.
 */
export function haltingWriter(writer: Writer): { readonly writer: Writer; readonly halt: (cause: Error) => void } {
  let halted: Error | undefined;
  const unlessHalted = <T>(act: () => Promise<T>): Promise<T> => (halted ? Promise.reject(halted) : act());
  return {
    halt: (cause) => void (halted ??= cause),
    writer: {
      keep: (group) => unlessHalted(() => writer.keep(group)),
      writeMark: (at) => unlessHalted(() => writer.writeMark(at)),
      closeDay: (today) => unlessHalted(() => writer.closeDay(today)),
      close: () => writer.close(),
    },
  };
}
