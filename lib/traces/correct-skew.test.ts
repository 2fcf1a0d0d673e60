import { describe, expect, it } from "vitest";
import { drawnTrace } from "@/lib/testing/draw-documents";
import { drawing, drawSpans } from "@/lib/testing/draw-trace";
import { readTrace } from "@/lib/traces/read-trace";

const read = (text: string) => readTrace(drawnTrace(text));

describe("clocks that differ", () => {
  it.each([
    [
      "an answer before its question is moved into the middle, with what it contains",
      `
        10~30 front @
          10~30 back.example remote
            0~10 back @AWS::EC2::Instance
              2~4 work
      `,
      `
        0~20 front (service) !
          0~20 back.example (remote) !
            5~15 back (service) moved !
              7~9 work (code) moved !
      `,
    ],
    [
      "one after its question as well",
      `
        0~20 front @
          0~20 back.example remote
            50~60 back @AWS::EC2::Instance
      `,
      `
        0~20 front (service) !
          0~20 back.example (remote) !
            5~15 back (service) moved !
      `,
    ],
    [
      "a longer one begins with its question",
      `
        10~30 front @
          10~30 back.example remote
            0~40 back @AWS::EC2::Instance
      `,
      `
        0~20 front (service) !
          0~20 back.example (remote) !
            0~40 back (service) moved !
      `,
    ],
  ])("%s", (_, written, drawn) => {
    const trace = read(written);
    expect(drawSpans(trace.spans)).toBe(drawing(drawn));
    expect(trace.problems.join()).toMatch(/The clock of back differs/);
  });

  it.each([
    [
      "work that the caller gave up on overruns it",
      `
        0~20 front @ 504 fault
          0~20 back.example remote fault
            5~24 back @AWS::EC2::Instance
      `,
    ],
    [
      "asynchronous work runs when it likes",
      `
        0~20 front @
          0~20 SQS aws op:SendMessage
            50~60 back @AWS::EC2::Instance
      `,
    ],
    [
      "subsegments share their segment's clock",
      `
        0~20 front @
          -5~10 prefetch
      `,
    ],
    [
      "a fraction of a millisecond is no skew",
      `
        0~20 front @
          1~20 back.example remote
            0.5~19 back @AWS::EC2::Instance
      `,
    ],
  ])("nothing is moved when %s", (_, written) => {
    expect(drawSpans(read(written).spans)).not.toContain("moved");
  });
});
