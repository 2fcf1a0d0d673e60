import { describe, expect, it } from "vitest";
import { HELP, parseCli } from "@/lib/sandbox/cli-options";

const mistakeOf = (...args: string[]) => {
  const request = parseCli(args);
  return request.kind === "mistake" ? request.message : request;
};

describe("the sandbox's command line", () => {
  it("has defaults", () => {
    expect(parseCli([])).toEqual({
      kind: "start",
      options: {
        port: 4_700,
        seed: 7,
        hours: 48,
        rps: 3,
        functions: 0,
        regions: ["us-east-1", "eu-west-1"],
        accountId: "210987654321",
        latencyMs: 0,
        quotas: true,
        incidents: true,
        rhythm: "daily",
        transactionSearch: false,
      },
    });
  });

  it("takes every option", () => {
    const line =
      "--port 0 --seed 9 --now 2026-01-15T12:00:00Z --hours 0.5 --rps 20 --functions 1000 --regions eu-west-1 --account-id 111122223333 --latency-ms 100 --quotas off --incidents off --rhythm steady --transaction-search";
    expect(parseCli(line.split(" "))).toEqual({
      kind: "start",
      options: {
        port: 0,
        seed: 9,
        nowMs: Date.parse("2026-01-15T12:00:00Z"),
        hours: 0.5,
        rps: 20,
        functions: 1_000,
        regions: ["eu-west-1"],
        accountId: "111122223333",
        latencyMs: 100,
        quotas: false,
        incidents: false,
        rhythm: "steady",
        transactionSearch: true,
      },
    });
  });

  it("helps", () => {
    expect(parseCli(["--port", "x", "--help"]).kind).toBe("help");
    expect(HELP).toContain("--latency-ms");
  });

  it.each([
    [["--account-id", "42"], "--account-id must be twelve digits, not '42'."],
    [["--port", "99999"], "--port must be a number from 0 to 65535, not '99999'."],
    [["--port", "47.5"], "--port must be a whole number, not '47.5'."],
    [["--port", ""], "--port must be a number from 0 to 65535, not ''."],
    [["--rps", "many"], "--rps must be a number from 0 to 200, not 'many'."],
    [["--rps", "NaN"], "--rps must be a number from 0 to 200, not 'NaN'."],
    [["--now", "yesterday"], "--now must be a time such as 2026-01-15T12:00:00Z, not 'yesterday'."],
    [["--quotas", "yes"], "--quotas must be on or off, not 'yes'."],
    [["--rhythm", "nightly"], "--rhythm must be daily or steady, not 'nightly'."],
    [["--regions", "us-east-1,moon"], "--regions must be regions such as us-east-1,eu-west-1, not 'moon'."],
  ])("%j is a mistake", (args, message) => {
    expect(mistakeOf(...args)).toBe(message);
  });

  it("does not know other options or words", () => {
    expect(mistakeOf("--prot", "1")).toContain("--prot");
    expect(mistakeOf("start")).toContain("start");
    expect(mistakeOf("--seed")).toContain("seed");
  });
});
