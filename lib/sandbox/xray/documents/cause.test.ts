import { describe, expect, it } from "vitest";
import { causeOf, stackFrame } from "@/lib/sandbox/xray/documents/cause";

describe("stackFrame", () => {
  it.each([
    ["    at charge (/var/task/index.js:12:5)", { path: "/var/task/index.js", line: 12, label: "charge" }],
    [
      "    at async Runtime.handleOnce (file:///var/runtime/index.mjs:1173:29)",
      { path: "file:///var/runtime/index.mjs", line: 1173, label: "async Runtime.handleOnce" },
    ],
    ["    at /var/task/index.js:3:1", { path: "/var/task/index.js", line: 3, label: "anonymous" }],
    [
      '  File "/var/task/app.py", line 7, in handler\n    x()',
      { path: "/var/task/app.py", line: 7, label: "handler" },
    ],
    [
      '\u00a0\u00a0File "/var/task/app.py", line 7, in handler',
      { path: "/var/task/app.py", line: 7, label: "handler" },
    ],
    ["\tat shop.Ledger.run(Ledger.java:88)", { path: "Ledger.java", line: 88, label: "shop.Ledger.run" }],
    [
      "   at Shop.Fn.Run(String a) in /src/Fn.cs:line 21",
      { path: "/src/Fn.cs", line: 21, label: "Shop.Fn.Run(String a)" },
    ],
    ["/var/task/app.rb:9:in `handler'", { path: "/var/task/app.rb", line: 9, label: "handler" }],
  ])("reads %j", (line, frame) => {
    expect(stackFrame(line)).toEqual(frame);
  });

  it.each([
    "",
    "TypeError: x is not a function",
    "Traceback (most recent call last):",
    "    raise Oops()",
    "at",
  ])("takes %j for no frame", (line) => {
    expect(stackFrame(line)).toBeUndefined();
  });
});

describe("causeOf", () => {
  it("leaves the stack out when nothing in it is a frame, and caps long ones", () => {
    const failure = { type: "Error", message: "no", stack: ["Error: no"] };
    expect(causeOf(failure, "f1").exceptions[0]).not.toHaveProperty("stack");
    const deep = { ...failure, stack: Array.from({ length: 90 }, (_, i) => `at f${i} (/a.js:${i}:1)`) };
    expect(causeOf(deep, "f1").exceptions[0]?.stack).toHaveLength(30);
  });
});
