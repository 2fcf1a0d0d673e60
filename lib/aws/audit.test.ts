import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { auditLine, auditRequest, startAudit } from "@/lib/aws/audit";

const scope = { account: "default", region: "eu-west-1", viewer: "ann@example.org", path: "/api/logs" };
const now = new Date("2026-01-15T12:00:00Z");

describe("auditLine", () => {
  it("says who asked what, where, and for how much", () => {
    const asked = { groups: ["/aws/lambda/orders"], fromMs: 1, toMs: 2, text: "fields @message" };
    const line = auditLine(scope, "sent", { operation: "logs:StartQuery", asked, costUsd: 0 }, now);
    expect(JSON.parse(line)).toEqual({
      audit: "sent",
      time: "2026-01-15T12:00:00.000Z",
      viewer: "ann@example.org",
      page: "/api/logs",
      account: "default",
      region: "eu-west-1",
      operation: "logs:StartQuery",
      costUsd: 0,
      asked,
    });
  });

  it("is one line of printable ASCII, whatever people type and are called", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 20 }),
        fc.string({ unit: "binary", maxLength: 20 }),
        (viewer, text) => {
          const hostile = `${text}\n{"audit":"sent"}\r\u2028\u001b[2J\u202e\u0085`;
          const line = auditLine(
            { ...scope, viewer },
            "sent",
            { operation: "x", asked: { text: hostile }, costUsd: 0 },
            now,
          );
          expect(line).toMatch(/^[\x20-\x7e]+\n$/);
          expect(JSON.parse(line)).toMatchObject({ viewer, asked: { text: hostile } });
        },
      ),
    );
  });

  it("cuts an input of any size", () => {
    const asked = { ids: Array.from({ length: 10_000 }, (_, index) => `metric-${index}`) };
    expect(auditLine(scope, "sent", { operation: "x", asked, costUsd: 0 }, now).length).toBeLessThan(10_000);
  });
});

describe("startAudit", () => {
  afterEach(() => vi.restoreAllMocks());

  it("appends in order to a file, and nothing for what is free", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "lambdascope-")), "audit.jsonl");
    startAudit(file);
    auditRequest(scope, { service: "lambda", operation: "ListFunctions", key: {} });
    auditRequest(scope, { service: "logs", operation: "StartLiveTail", unbilled: true, key: {} });
    for (const id of [1, 2, 3]) {
      auditRequest(scope, {
        service: "cloudwatch",
        operation: "GetMetricData",
        key: { window: { fromMs: id }, queries: ["a", "thousand", "names"] },
        billed: { metrics: 1_000 },
      });
    }
    const lines = () =>
      readFileSync(file, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
    await vi.waitFor(() => expect(lines()).toHaveLength(3), { timeout: 30_000 });
    expect(lines().map(({ asked, costUsd }) => ({ asked, costUsd }))).toEqual(
      [1, 2, 3].map((fromMs) => ({ asked: { metrics: 1_000, window: { fromMs } }, costUsd: 0.01 })),
    );
  });

  it("tells when a file does not take lines, and lets people work", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    startAudit("/nowhere/at/all/audit.jsonl");
    auditRequest(scope, { service: "logs", operation: "StartQuery", key: {} });
    await vi.waitFor(
      () => expect(told).toHaveBeenCalledWith(expect.stringContaining("1 audit lines could not be written")),
      { timeout: 30_000 },
    );
  });
});
