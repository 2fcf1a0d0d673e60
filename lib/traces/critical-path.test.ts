import { describe, expect, it } from "vitest";
import { spanFlags } from "@/lib/model/views/spans";
import { drawnTrace } from "@/lib/testing/draw-documents";
import { readTrace } from "@/lib/traces/read-trace";

/** Names on the critical path. */
function critical(text: string): readonly string[] {
  const { spans } = readTrace(drawnTrace(text));
  return spans.name.flatMap((name, index) =>
    (spans.flags[index] ?? 0) & spanFlags.critical ? [spans.strings[name] ?? ""] : [],
  );
}

describe("criticalPath", () => {
  it.each([
    [
      "goes through the last of parallel children",
      `
        0~20 root @
          2~8 a
          2~18 b
          2~12 c
      `,
      ["root", "b"],
    ],
    [
      "goes through children one after another",
      `
        0~20 root @
          2~8 a
          9~18 b
      `,
      ["root", "a", "b"],
    ],
    [
      "takes what overlaps by less than clocks can tell for one after another",
      `
        0~20 root @
          2~9.4 a
          9~18 b
      `,
      ["root", "a", "b"],
    ],
    [
      "leaves out what was done before the last began its wait",
      `
        0~20 root @
          2~11 a
          9~18 b
      `,
      ["root", "b"],
    ],
    [
      "counts a child that outlasts its parent to the parent's end",
      `
        0~20 root @
          2~30 a
      `,
      ["root", "a"],
    ],
    [
      "goes through a parent that does nothing itself",
      `
        0~20 root @
          0~20 a
            0~20 b
      `,
      ["root", "a", "b"],
    ],
    [
      "leaves out asynchronous children",
      `
        0~20 root @
          2~6 SNS aws op:Publish
            4~90 email @AWS::Lambda 202
      `,
      ["root", "SNS Publish"],
    ],
  ])("%s", (_, written, names) => {
    expect(critical(written)).toEqual(names);
  });

  it("is the same when the children come in another order", () => {
    const forward = `
      0~20 root @
        2~8 a
        9~18 b
    `;
    const backward = `
      0~20 root @
        9~18 b
        2~8 a
    `;
    expect(critical(backward)).toEqual(critical(forward));
  });
});
