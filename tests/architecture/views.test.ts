import { Eta } from "eta";
import { describe, expect, it } from "vitest";
import { filesBelow, readProjectFile } from "./project-files.ts";

/**
 * Raw output that is trusted, by view. Nothing that a person has typed may stand here; each line says where the value comes
 * from. Views of parts and the body of a page are raw by nature and need no line.
 */
const TRUSTED: Readonly<Record<string, readonly string[]>> = {
  // Our own files of static/, read at the start; the content security policy names their digests.
  "views/citizen/layout.eta": ["it.style", "script"],
  // SVG of server/reports/mutu-ruler.ts, drawn from band tables and figures alone.
  "views/reports/plate.eta": ["it.plate.ruler"],
  "views/reports/report.eta": ["it.index.ruler"],
  // SVG of server/reports/zone-ruler.ts, drawn from thresholds and figures alone.
  "views/reports/zone.eta": ["index.ruler"],
};

/** The tags of an eta view: `<% … %>` with its mark (= escaped, ~ raw, none for code). */
function tagsOf(view: string): { mark: string; code: string }[] {
  return [...view.matchAll(/<%[-_]?\s*([=~]?)([\s\S]*?)[-_]?%>/g)].map(([, mark, code]) => ({ mark: mark!, code: code!.trim() }));
}

/** One line for each place where a view writes without escaping. */
function rawOutput(path: string, view: string): string[] {
  return tagsOf(view).flatMap(({ mark, code }) => {
    if (mark === "~") {
      const natural = code === "it.body" || isOneCall(code, "include");
      return natural || TRUSTED[path]?.includes(code) ? [] : [`${path}: <%~ ${code} %>`];
    }
    // What eta keeps for itself would write past the escaping, too.
    return /__eta|\boutput\s*\(/.test(code) ? [`${path}: <% ${code} %>`] : [];
  });
}

/** True for a single call such as include("./a", { b: it.c }), with nothing before or behind it. */
function isOneCall(code: string, name: string): boolean {
  if (!code.startsWith(`${name}(`)) return false;
  let depth = 0;
  for (let at = name.length; at < code.length; at += 1) {
    if (code[at] === "(") depth += 1;
    if (code[at] === ")") depth -= 1;
    if (depth === 0) return at === code.length - 1;
  }
  return false;
}

const views = filesBelow("views", ".eta");

describe("views", () => {
  it("are there", () => {
    expect(views).not.toEqual([]);
  });

  it.each(views)("%s writes nothing raw but its parts", (path) => {
    expect(rawOutput(path, readProjectFile(path))).toEqual([]);
  });

  it("trusts only values that are still written", () => {
    const unused = Object.entries(TRUSTED).flatMap(([path, values]) => {
      const written = views.includes(path)
        ? tagsOf(readProjectFile(path))
            .filter((tag) => tag.mark === "~")
            .map((tag) => tag.code)
        : [];
      return values.filter((value) => !written.includes(value)).map((value) => `${path}: ${value}`);
    });
    expect(unused).toEqual([]);
  });

  it("are opened with escaping on", () => {
    for (const path of filesBelow("server", ".ts")) {
      expect(readProjectFile(path), path).not.toMatch(/autoEscape:\s*false|escapeFunction|useWith:\s*true|varName:|parse:\s*\{/);
    }
  });

  it("would be caught writing raw", () => {
    const eta = new Eta();
    const raw = [
      "<%~ it.comment %>",
      "<%~it.comment%>",
      "<%-~ it.comment -%>",
      "<%_ ~it.comment _%>",
      "<% output(it.comment) %>",
      "<% __eta.res += it.comment %>",
    ];
    for (const view of raw) expect(rawOutput("a.eta", view), view).toHaveLength(1);
    expect(raw.filter((view) => eta.renderString(view, { comment: "<b>" }).includes("<b>"))).toEqual(raw);
    const tricks = [
      '<%~ include("./a", it) + it.comment %>',
      '<%~ include("./a") || it.x %>',
      "<%~ it.body + it.x %>",
      "<%~ (it.body) %>",
    ];
    for (const view of tricks) expect(rawOutput("a.eta", view), view).toHaveLength(1);
    const fine = [
      "<%= it.comment %>",
      "<%~ it.body %>",
      '<%~ include("./a", { b: it.c(1) }) %>',
      '<% layout("./frame") %>',
      "<% if (it.a) { %>a<% } %>",
    ];
    for (const view of fine) expect(rawOutput("a.eta", view), view).toEqual([]);
    expect(eta.renderString("<%= it.comment %>", { comment: "<b>" })).toBe("&lt;b&gt;");
  });
});
