import { isBroken } from "./trouble.ts";
import type { Writer } from "./writer.ts";

/**
 * A writer that takes nothing more once a write of its own has failed by the disk, or once it is told to halt: nobody knows then what
 * lies on the disk, and a process that is about to end must not be in the middle of another write, nor thank anybody for one that
 * was handed over before. What comes afterwards is refused with the cause.
 */
export function haltingWriter(writer: Writer): { readonly writer: Writer; readonly halt: (cause: Error) => void } {
  let halted: Error | undefined;
  const halt = (cause: Error): void => void (halted ??= cause);
  const unlessHalted = async <T>(act: () => Promise<T>): Promise<T> => {
    if (halted) throw halted;
    try {
      return await act();
    } catch (error) {
      if (isBroken(error)) halt(error);
      throw error;
    }
  };
  return {
    halt,
    writer: {
      keep: (group) => unlessHalted(() => writer.keep(group)),
      writeMark: (at) => unlessHalted(() => writer.writeMark(at)),
      closeDay: (today) => unlessHalted(() => writer.closeDay(today)),
      close: () => writer.close(),
    },
  };
}
