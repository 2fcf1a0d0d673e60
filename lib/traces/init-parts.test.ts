import { describe, expect, it } from "vitest";
import { initPartsIn } from "@/lib/traces/init-parts";

const service = (more: object = {}) =>
  JSON.stringify({
    id: "a1",
    name: "orders-api",
    origin: "AWS::Lambda",
    start_time: 100,
    end_time: 102,
    ...more,
  });
const code = (init: object | null, more: object = {}) =>
  JSON.stringify({
    id: "b1",
    parent_id: "a1",
    name: "orders-api",
    origin: "AWS::Lambda::Function",
    start_time: 101.2,
    end_time: 102,
    subsegments: [{ name: "DynamoDB", start_time: 101.5, end_time: 101.6 }, ...(init === null ? [] : [init])],
    ...more,
  });
const init = { name: "Initialization", start_time: 100.25, end_time: 101.15 };

describe("initPartsIn", () => {
  it("divides a cold start where the init began", () => {
    for (const name of ["Initialization", "Init"]) {
      const [found] = initPartsIn([code({ ...init, name }), service()], "orders-api");
      expect(found?.placementMs).toBeCloseTo(250);
      expect(found?.ownMs).toBeCloseTo(900);
      expect(found?.restored).toBe(false);
    }
    const restore = { ...init, name: "Restore" };
    expect(initPartsIn([code(restore), service()], "orders-api")).toMatchObject([{ restored: true }]);
  });

  it("says nothing of an environment that was there, or was made ahead", () => {
    const ahead = { name: "Init", start_time: 40, end_time: 41 };
    const early = { name: "Init", start_time: 99.2, end_time: 101.1 };
    for (const each of [null, ahead, early]) {
      expect(initPartsIn([code(each), service()], "orders-api")).toEqual([]);
    }
  });

  it("says nothing of events, which wait in a queue first, nor of other functions", () => {
    const dwell = [{ name: "Dwell Time", start_time: 100, end_time: 100.2 }];
    expect(initPartsIn([code(init), service({ subsegments: dwell })], "orders-api")).toEqual([]);
    expect(initPartsIn([code(init, { parent_id: "c1" }), service()], "orders-api")).toEqual([]);
    expect(initPartsIn([code(init), service()], "carts-api")).toEqual([]);
  });

  it("leaves out what is malformed or in progress", () => {
    const open = { name: "Init", start_time: 100.25, in_progress: true };
    for (const text of ["", "[]", "null", "{", code(open), code({ ...init, start_time: "x" })]) {
      expect(initPartsIn([text, service()], "orders-api")).toEqual([]);
    }
    expect(initPartsIn([code(init)], "orders-api")).toEqual([]);
  });
});
