import { describe, expect, it } from "vitest";
import { type ErrorSighting, groupErrors } from "@/lib/logs/errors/error-groups";
import { fingerprintOf } from "@/lib/logs/errors/fingerprint";
import { normaliseFrame, normaliseMessage } from "@/lib/logs/errors/normalise";

const error = (message: string, stack: readonly string[] = [], type = "TypeError") => ({
  type,
  message,
  stack,
  uncaught: true,
});

describe("messages", () => {
  it.each([
    ["user 4711 at 10.0.0.7:443 waited 12.5 ms", "user <n> at <ip> waited <n> ms"],
    ["order 8d5958b5-559f-43f3-b278-b71dd7dd0e01 is gone", "order <id> is gone"],
    ["at 2026-10-08T07:30:41.808Z and 2026-10-08 07:30:41", "at <time> and <time>"],
    ["cannot read 'sku' of \"order\"", "cannot read <text> of <text>"],
    ["trace 1-6ac7d554-62c6be2f6c1bd8032dac9acf at 0x7ffe", "trace <trace> at <hex>"],
    ["mail to ann@example.com failed", "mail to <email> failed"],
    ["it isn't Bob's or Ann's", "it isn't Bob's or Ann's"],
    ["Task timed out after 3.00 seconds", "Task timed out after <n> seconds"],
  ])("%s", (message, expected) => {
    expect(normaliseMessage(message)).toBe(expected);
  });

  it("takes time in proportion to the length of hostile text", () => {
    for (const text of [
      "a".repeat(200_000),
      "'".repeat(200_000),
      "0-".repeat(100_000),
      "a@".repeat(100_000),
    ]) {
      expect(normaliseMessage(text).length).toBeLessThanOrEqual(4_000);
    }
  });
});

it("drops from a frame what moves from build to build", () => {
  expect(normaliseFrame("    at charge (/var/task/src/pay.js:12:7)")).toBe("charge pay.js");
  expect(normaliseFrame('File "/var/task/a.py", line 7, in handler')).toBe("File a.py , in handler");
});

describe("fingerprints", () => {
  const frames = ["at charge (/var/task/pay.js:12:7)", "at handler (/var/task/index.js:3:1)"];

  it("are equal for one failure with other ids, numbers and line numbers", () => {
    const one = fingerprintOf(error("order 1 of ann@x.org", frames));
    const two = fingerprintOf(
      error("order 22 of bob@y.org", ["at charge (/opt/pay.js:99:1)", "at handler (/opt/index.js:4:4)"]),
    );
    expect(two).toEqual(one);
    expect(one).toMatchObject({
      title: "TypeError: order <n> of <email>",
      frames: ["charge pay.js", "handler index.js"],
    });
    expect(one.hash).toMatch(/^[0-9a-f]{16}$/);
  });

  it("differ by type, by message and by place", () => {
    const hashes = [
      fingerprintOf(error("no stock", frames)),
      fingerprintOf(error("no stock", frames, "RangeError")),
      fingerprintOf(error("no money", frames)),
      fingerprintOf(error("no stock", ["at refund (/var/task/pay.js:12:7)"])),
    ].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(4);
  });

  it("stay what they are", () => {
    expect(fingerprintOf(error("no stock", frames)).hash).toMatchInlineSnapshot(`"5568a27c8b37be89"`);
  });

  it("look past the frames of runtimes", () => {
    const inner = ["at node:internal/process/task_queues:95:5", ...frames];
    expect(fingerprintOf(error("x", inner)).hash).toBe(fingerprintOf(error("x", frames)).hash);
  });
});

describe("groups", () => {
  const sighting = (message: string, atMs: number, functionName = "orders"): ErrorSighting => ({
    error: error(message),
    atMs,
    line: atMs,
    functionName,
    requestId: null,
  });

  it("count, name the first and the last, and compare with the time before", () => {
    const groups = groupErrors(
      [
        sighting("order 1", 10),
        sighting("other", 15),
        sighting("order 2", 30, "billing"),
        sighting("order 3", 20),
      ],
      [sighting("order 9", 1), sighting("gone", 2)],
    );
    expect(groups).toMatchObject([
      {
        title: "TypeError: order <n>",
        count: 3,
        firstMs: 10,
        lastMs: 30,
        functionNames: ["billing", "orders"],
        previousCount: 1,
      },
      { title: "TypeError: other", count: 1, previousCount: 0 },
    ]);
    expect(groups[0]?.samples.map(({ atMs }) => atMs)).toEqual([30, 20, 10]);
  });

  it("say null, not 0, where the time before was not read", () => {
    expect(groupErrors([sighting("x", 1)])[0]?.previousCount).toBeNull();
    expect(groupErrors([])).toEqual([]);
  });
});
