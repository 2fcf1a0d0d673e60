import { describe, expect, it } from "vitest";
import { demoQuery, parseDemoOptions } from "@/lib/tools/demo/demo-options.mjs";

describe("parseDemoOptions", () => {
  it("has defaults", () => {
    expect(parseDemoOptions([])).toEqual({
      port: 3000,
      sandboxPort: 4700,
      dev: false,
      help: false,
      sandbox: [],
      regions: ["us-east-1", "eu-west-1"],
      frozenNowMs: null,
    });
  });

  it("takes its own options in both spellings and passes the rest on, in order", () => {
    const args = [
      "--seed",
      "9",
      "--port=3100",
      "--rps",
      "5",
      "--sandbox-port",
      "4800",
      "--dev",
      "--quotas=on",
    ];
    const options = parseDemoOptions(args);
    expect(options).toMatchObject({ port: 3100, sandboxPort: 4800, dev: true });
    expect(options.sandbox).toEqual(["--seed", "9", "--rps", "5", "--quotas=on"]);
  });

  it("reads the regions and the frozen time without taking them from the sandbox", () => {
    const options = parseDemoOptions(["--regions=eu-west-1", "--now", "2026-01-15T12:00:00Z"]);
    expect(options.regions).toEqual(["eu-west-1"]);
    expect(options.frozenNowMs).toBe(Date.UTC(2026, 0, 15, 12));
    expect(options.sandbox).toEqual(["--regions=eu-west-1", "--now", "2026-01-15T12:00:00Z"]);
  });

  it("leaves a time that it cannot read to the sandbox", () => {
    expect(parseDemoOptions(["--now", "yesterday"]).frozenNowMs).toBeNull();
    expect(parseDemoOptions(["--now"]).frozenNowMs).toBeNull();
  });

  it.each([
    [["--port"], "--port needs a port number"],
    [["--port", "x"], "--port takes a port number"],
    [["--sandbox-port=0"], "--sandbox-port takes a port number"],
    [["--port", "4700"], "must differ"],
  ])("refuses %j", (args, message) => {
    expect(() => parseDemoOptions(args)).toThrow(message);
  });
});

describe("demoQuery", () => {
  it("is empty while time runs", () => {
    expect(demoQuery(parseDemoOptions([]))).toBe("");
  });

  it("opens the three hours before a frozen now", () => {
    expect(demoQuery(parseDemoOptions(["--now", "2026-01-15T12:00:00Z"]))).toBe(
      "?from=2026-01-15T09:00:00.000Z&to=2026-01-15T12:00:00.000Z",
    );
  });
});
