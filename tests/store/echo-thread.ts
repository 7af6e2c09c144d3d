import { answerAsked } from "../../server/store/aside/answer-asked.ts";

/** A thread that says again what it is told, dies when it is told to, and ends when asked. */
export interface Echo {
  say(words: string): Promise<string>;
  die(code: number): Promise<never>;
  close(): Promise<void>;
}

answerAsked<Echo>(
  {
    say: async (words) => words,
    die: async (code) => process.exit(code),
    close: async () => undefined,
  },
  (error) => ({ message: String(error), kind: null }),
);
