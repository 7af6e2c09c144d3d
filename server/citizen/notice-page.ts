import { longDate } from "../web/format.ts";
import type { Inlined } from "./inlined.ts";
import type { Language } from "./language.ts";
import { addressIn } from "./language.ts";
import type { NoForm } from "./open-form.ts";
import type { PageFrame } from "./page-frame.ts";
import { pageFrame } from "./page-frame.ts";
import type { TextKey } from "./texts.ts";
import { sayIn } from "./texts.ts";

/** The model of views/citizen/notice.eta: one heading, what to do, and at most one way on. */
export interface NoticePage extends PageFrame {
  readonly heading: string;
  readonly paragraphs: readonly string[];
  /** What stands in the box for another code; null when no box is shown. */
  readonly codeEntry: string | null;
  readonly link: { readonly href: string; readonly label: string } | null;
}

interface Notice {
  readonly title: TextKey;
  readonly paragraphs: readonly string[];
  readonly codeEntry?: string;
  readonly link?: { readonly href: string; readonly label: string };
  readonly host?: { readonly unit: { readonly name: string }; readonly counter: { readonly name: string } };
}

function noticePage(inlined: Inlined, language: Language, path: string, notice: Notice): NoticePage {
  const heading = sayIn(language)(notice.title);
  return {
    ...pageFrame(inlined, language, path, heading, notice.host ?? null),
    heading,
    paragraphs: notice.paragraphs,
    codeEntry: notice.codeEntry ?? null,
    link: notice.link ?? null,
  };
}

/** Where people begin who came without a code. `path` is the address the page was asked under. */
export function startPage(inlined: Inlined, language: Language, path: string): NoticePage {
  const say = sayIn(language);
  return noticePage(inlined, language, path, {
    title: "start.title",
    paragraphs: [say("start.lead")],
    codeEntry: "",
    link: { href: "/masuk", label: say("start.staff") },
  });
}

/** Why there is no form at a code, and what to do; never names another unit or counter. */
export function noFormPage(inlined: Inlined, language: Language, code: string, reason: NoForm): NoticePage {
  const say = sayIn(language);
  const path = `/s/${encodeURIComponent(code)}`;
  switch (reason.kind) {
    case "unknown":
      return noticePage(inlined, language, path, { title: "unknown.title", paragraphs: [say("unknown.lead")], codeEntry: code });
    case "empty":
      return noticePage(inlined, language, path, { title: "empty.title", paragraphs: [say("empty.lead")], host: reason });
    case "closed":
      return noticePage(inlined, language, path, {
        title: "closed.title",
        paragraphs: [
          say("closed.lead", { date: longDate(reason.since, language) }),
          ...(reason.unit.contact.trim() === ""
            ? []
            : [say("closed.contact", { unit: reason.unit.name, contact: reason.unit.contact.trim() })]),
        ],
        host: reason,
      });
    case "period-closed":
      return noticePage(inlined, language, path, {
        title: "period-closed.title",
        paragraphs: [say("period-closed.lead", { date: longDate(reason.again, language) })],
        host: reason,
      });
  }
}

/** The status of a page without a form: gone for those that took answers once. */
export function noFormStatus({ kind }: NoForm): 404 | 410 {
  return kind === "closed" || kind === "period-closed" ? 410 : 404;
}

/** What became of a posting that was not kept, in the words of one of our own keys. */
export function postNoticePage(
  inlined: Inlined,
  language: Language,
  code: string,
  words: { readonly title: TextKey; readonly lead: TextKey; readonly link?: TextKey },
): NoticePage {
  const say = sayIn(language);
  const path = `/s/${encodeURIComponent(code)}`;
  return noticePage(inlined, language, path, {
    title: words.title,
    paragraphs: [say(words.lead)],
    ...(words.link === undefined ? {} : { link: { href: addressIn(language, path), label: say(words.link) } }),
  });
}
