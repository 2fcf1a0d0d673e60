import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textSegments } from "@/lib/base/display-text";
import { plainText, visibleText } from "@/lib/base/plain-text";
import { LineLevels } from "@/lib/logs/levels";
import { createLogBook } from "@/lib/logs/log-book";
import { csvCell, exportLines } from "@/lib/logs/show/export-lines";
import { maskSecrets } from "@/lib/logs/show/mask";
import { readTranscript } from "@/lib/testing/log-transcript";

describe("text on screen", () => {
  it("keeps colours as data", () => {
    expect(textSegments("a \u001b[31;1mred\u001b[0m z")).toMatchObject([
      { text: "a ", color: null, bold: false },
      { text: "red", color: "187, 0, 0", bold: true },
      { text: " z", color: null },
    ]);
  });

  it("leaves out what moves the cursor, sets titles or links, and shows the rest of the escapes", () => {
    const text = "a\u001b[2J\u001b[10;3Hb\u001b]0;title\u0007c\u001b]8;;http://x\u001b\\d";
    expect(plainText(text)).toBe("abcd");
    expect(
      textSegments(text)
        .map((part) => part.text)
        .join(""),
    ).toBe("abcd");
    expect(plainText("\u001b[31mred\u001b[0m")).toBe("red");
  });

  it.each([
    ["\u0000\u0007\u007f", "␀␇␡"],
    ["user\u202egpj.exe", "user⟨U+202E⟩gpj.exe"],
    ["zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"],
    ["\u00a0\u00a0File", "  File"],
    ["half \ud800 pair 😀", "half ⟨U+D800⟩ pair 😀"],
    ["tab\tand\nbreak", "tab\tand\nbreak"],
  ])("makes visible what would be swallowed or obeyed: %j", (text, expected) => {
    expect(visibleText(text)).toBe(expected);
  });

  it("never leaves a control character or a turn of direction", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom("\u001b", "[", "]", "3", ";", "m", "\u0007", "\\", "\u202e", "\u009b", "x"),
        }),
        (text) => {
          const shown = textSegments(text)
            .map((part) => part.text)
            .join("");
          expect(shown).not.toMatch(/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u);
          expect(plainText(text)).not.toMatch(/[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u);
        },
      ),
    );
  });
});

describe("masked secrets", () => {
  it.each([
    ["key AKIAIOSFODNN7EXAMPLE used", "key ‹aws key id: 20 characters› used"],
    [
      "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      "aws_secret_access_key = ‹aws secret: 40 characters›",
    ],
    ["Authorization: Bearer abcdefgh12345678", "Authorization: Bearer ‹token: 16 characters›"],
    ["t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "t=‹jwt: 41 characters›"],
    ["card 4111 1111 1111 1111 paid", "card ‹card: 19 characters› paid"],
    ['{"password":"hunter2!"}', '{"password":"‹password: 8 characters›"}'],
    ["mail ann@example.com", "mail ‹email: 15 characters›"],
  ])("%s", (text, masked) => {
    expect(maskSecrets(text, { emails: true })).toBe(masked);
  });

  it.each([
    "order 4111111111111112 is no card",
    "2026-10-08T07:30:41.808Z",
    "1700000000000 1700000000000",
    "request 8d5958b5-559f-43f3-b278-b71dd7dd0e01",
    "mail ann@example.com",
  ])("leaves alone: %s", (text) => {
    expect(maskSecrets(text, { emails: false })).toBe(text);
  });
});

describe("export", () => {
  const book = createLogBook([]);
  book.add(
    readTranscript('s1 0  =SUM(A1)\ns1 1  2026-01-15T12:00:00.000Z	x	ERROR	said "no", twice'),
    "group:/g",
  );
  const exported = (format: "text" | "ndjson" | "csv") =>
    [...exportLines(book, new LineLevels(book), book.lines(), format)].join("");

  it("is text", () => {
    expect(exported("text").split("\n")[0]).toBe("1970-01-01T00:00:00.000Z /aws/lambda/orders =SUM(A1)");
  });

  it("is NDJSON with what the book knows of each line", () => {
    const [, second] = exported("ndjson")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(second).toMatchObject({ stream: "s1", level: "error", requestId: null });
  });

  it("is CSV that no spreadsheet takes for a formula", () => {
    const [head, first, second] = exported("csv").split("\r\n");
    expect(head).toBe("time,source,group,stream,level,requestId,attribution,message");
    expect(first).toMatch(/,"'=SUM\(A1\)"$/);
    expect(second).toMatch(/said ""no"", twice"$/);
  });

  it.each([
    ["=1+1", `"'=1+1"`],
    ["+1", `"'+1"`],
    ["-1", `"'-1"`],
    ["@x", `"'@x"`],
    ["\t=x", `"'\t=x"`],
    [" =x", `"' =x"`],
    ["＝x", `"'＝x"`],
    ['a "b"', '"a ""b"""'],
    ["plain", "plain"],
    ["", ""],
  ])("%j as a cell is %j", (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});
