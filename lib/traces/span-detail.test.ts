import { describe, expect, it } from "vitest";
import { drawDocuments, traceOf } from "@/lib/testing/draw-documents";
import { readTrace } from "@/lib/traces/read-trace";

function detailsOf(drawing: string, changes: Record<string, Record<string, unknown>>) {
  const documents = drawDocuments(drawing);
  for (const document of documents) Object.assign(document, changes[String(document.id)]);
  const trace = readTrace(traceOf(documents));
  return (id: string) => trace.detailOf(trace.indexOf(id));
}

describe("spanDetail", () => {
  it("puts together what the two Lambda segments say, the function's first", () => {
    const detail = detailsOf(
      `
        0~9 orders @AWS::Lambda 200 id:service request:r-1
          0~9 orders @AWS::Lambda::Function id:run
      `,
      {
        run: {
          annotations: { tier: "gold", "aws.responseLatency": 8 },
          metadata: { shop: { size: 3 } },
          user: "u-1",
          surprise: [1],
          cause: {
            exceptions: [
              {
                id: "e1",
                type: "TypeError",
                message: "no",
                truncated: 2,
                stack: [{ path: "/a.js", line: 3, label: "f" }, { label: "g" }, { path: "/b.js" }, {}],
              },
            ],
          },
        },
      },
    )("service");
    expect(detail).toMatchObject({
      id: "run",
      http: { status: 200, method: null },
      aws: [["request_id", "r-1"]],
      annotations: [
        ["tier", "gold"],
        ["aws.responseLatency", 8],
      ],
      metadata: [["shop", { size: 3 }]],
      exceptions: [
        {
          type: "TypeError",
          message: "no",
          remote: false,
          stack: ["f (/a.js:3)", "g", "/b.js", "unknown", "… 2 more"],
        },
      ],
    });
    expect(detail?.other).toContainEqual(["user", "u-1"]);
    expect(detail?.other).toContainEqual(["surprise", [1]]);
  });

  it("finds the exception that a cause only names by its id", () => {
    const detail = detailsOf(
      `
        0~9 outer @ fault id:outer
          1~8 inner @ fault id:inner
      `,
      {
        outer: { cause: "00000000000000e1" },
        inner: { cause: { exceptions: [{ id: "00000000000000e1", type: "TypeError" }] } },
      },
    );
    expect(detail("outer")?.exceptions).toEqual(detail("inner")?.exceptions);
    expect(detail("outer")?.exceptions).toHaveLength(1);
  });

  it("shows once what a call and its inferred segment both say", () => {
    const http = { request: { method: "GET", url: "https://rates.example/q" }, response: { status: 200 } };
    const detail = detailsOf(
      `
        0~9 orders @
          1~8 rates.example remote alone id:call
            1~8 rates.example @ inferred id:guess
      `,
      { call: { http, aws: { region: "x" } }, guess: { http, aws: { region: "x" } } },
    )("guess");
    expect(detail).toMatchObject({ id: "call", aws: [["region", "x"]] });
    expect(detail?.http?.url).toBe("https://rates.example/q");
  });

  it("survives fields of the wrong kind", () => {
    const detail = detailsOf("0~9 orders @ id:a", {
      a: { http: "no", aws: [1], cause: { exceptions: "x" }, links: [{ id: 3 }, null], annotations: null },
    })("a");
    expect(detail).toMatchObject({ http: null, aws: [], annotations: [], exceptions: [], links: [] });
  });
});
