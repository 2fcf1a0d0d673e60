import { describe, expect, it } from "vitest";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import { type FunctionUsage, noOwner } from "@/lib/cost/usage";
import { worstHours } from "@/lib/cost/worst-hour";

const list = priceListOf("us-east-1");

function ran(functionName: string, memoryMb: number): FunctionUsage {
  return {
    ...noOwner,
    kind: "function",
    functionName,
    architecture: "x86_64",
    memoryMb,
    ephemeralStorageMb: 512,
    requests: 10,
    billedMs: 10_000,
    initMs: 0,
    whileProvisionedMs: 0,
    logBytes: null,
    streamedBytes: 0,
  };
}

const usage = [ran("big", 2048), ran("small", 128), ran("kept", 1024), ran("off", 1024)];
const functionNames = ["small", "big", "kept", "off", "never-ran"];
const reserved = new Map([
  ["kept", 100],
  ["off", 0],
]);

describe("the worst hour", () => {
  it("has every allowed execution under way, at its own memory size", () => {
    const { functions, unknown } = worstHours({ functionNames, usage, reserved, unreserved: 900, list });
    expect(functions.map(({ name, limit, executions }) => [name, limit, executions])).toEqual([
      ["big", "unreserved", 900],
      ["small", "unreserved", 900],
      ["kept", "reserved", 100],
      ["off", "reserved", 0],
    ]);
    expect(unknown).toEqual(["never-ran"]);
    // 900 executions × 3,600 s × 2 GB, and as many requests of a second.
    expect(functions[0]?.bill.totalUsd).toBeCloseTo(
      900 * 3600 * 2 * 0.0000166667 + (900 * 3600 * 0.2) / 1e6,
      6,
    );
  });

  it("adds up what is reserved, and the dearest of the others", () => {
    const { total } = worstHours({ functionNames, usage, reserved, unreserved: 900, list });
    expect(total?.map(({ name }) => name)).toEqual(["kept", "off", "big"]);
  });

  it("knows only what is reserved when the account's limit is not known", () => {
    const { functions, total } = worstHours({ functionNames, usage, reserved, unreserved: null, list });
    expect(functions.map(({ name }) => name)).toEqual(["kept", "off"]);
    expect(total).toBeNull();
  });
});
