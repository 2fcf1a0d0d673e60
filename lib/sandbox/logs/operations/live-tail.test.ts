import { expect, it } from "vitest";
import type { EventStreamAnswer, JsonObject } from "@/lib/sandbox/http/contract";
import { startLiveTail } from "@/lib/sandbox/logs/operations/live-tail";
import { caller, NOW, replay, smallWorld } from "@/lib/sandbox/logs/testing/small-world";

const MINUTE = 60_000;
const world = smallWorld();

function arnOf(group: string): string {
  return `arn:aws:logs:us-east-1:${world.account.accountId}:log-group:${group}`;
}

interface TailEvent {
  readonly message: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
}

/** Every update's events while the clock goes from `fromMs` to `NOW` in steps; hangs up at the end. */
async function tail(input: JsonObject, fromMs: number, stepMs: number) {
  let clock = fromMs;
  const hangUp = new AbortController();
  const { context } = caller(
    replay(world, () => clock),
    fromMs,
    hangUp.signal,
  );
  const frames = startLiveTail(input, context, 1).events[Symbol.asyncIterator]();
  const first = await frames.next();
  const updates: {
    readonly atMs: number;
    readonly sampled: boolean;
    readonly events: readonly TailEvent[];
  }[] = [];
  while (clock < NOW) {
    // The session takes its time of begin with the first update.
    if (updates.length > 0) clock = Math.min(NOW, clock + stepMs);
    const { value } = await frames.next();
    updates.push({ atMs: clock, ...updateOf(value) });
  }
  hangUp.abort();
  expect((await frames.next()).done).toBe(true);
  return { first: first.value, updates };
}

type Frame = EventStreamAnswer["events"] extends AsyncIterable<infer T> ? T : never;

function updateOf(frame: Frame | undefined) {
  const payload = frame !== undefined && "payload" in frame ? frame.payload : {};
  const { sessionMetadata, sessionResults } = asUpdate(payload);
  return { sampled: sessionMetadata.sampled, events: sessionResults };
}

/** A `sessionUpdate` frame has these members. */
function asUpdate(payload: unknown) {
  return payload as {
    readonly sessionMetadata: { readonly sampled: boolean };
    readonly sessionResults: readonly TailEvent[];
  };
}

it("delivers each event once, in the update after it became visible", async () => {
  const group = "/aws/lambda/shipping-quotes";
  const fromMs = NOW - 20 * MINUTE;
  const { first, updates } = await tail({ logGroupIdentifiers: [arnOf(group)] }, fromMs, 30_000);
  expect(first).toMatchObject({ type: "sessionStart", payload: { logGroupIdentifiers: [arnOf(group)] } });
  const { call } = caller(world);
  const all = call<{ events: TailEvent[] }>("FilterLogEvents", {
    logGroupName: group,
    startTime: fromMs - 2 * MINUTE,
  });
  const expected = all.events.filter(({ ingestionTime }) => ingestionTime > fromMs);
  const found = updates.flatMap(({ events }) => events);
  expect(found.length).toBeGreaterThan(10);
  updates.forEach(({ atMs, events }, i) => {
    const beforeMs = updates[i - 1]?.atMs ?? fromMs;
    expect(events.filter(({ ingestionTime }) => ingestionTime <= beforeMs || ingestionTime > atMs)).toEqual(
      [],
    );
  });
  expect(found.map(({ message }) => message).sort()).toEqual(expected.map(({ message }) => message).sort());
});

it("samples an update of more than 500 events, and says so", async () => {
  const api = world.apis.find(({ executionLog }) => executionLog === "INFO");
  const group = `API-Gateway-Execution-Logs_${api?.id}/${api?.stage}`;
  const { updates } = await tail({ logGroupIdentifiers: [arnOf(group)] }, NOW - 40 * MINUTE, 20 * MINUTE);
  const last = updates.at(-1);
  expect(last?.sampled).toBe(true);
  expect(last?.events.length).toBeLessThanOrEqual(500);
  expect(last?.events.length).toBeGreaterThan(400);
});

it("applies the filter pattern", async () => {
  const input = {
    logGroupIdentifiers: [arnOf("/aws/lambda/shipping-quotes")],
    logEventFilterPattern: "REPORT",
  };
  const { updates } = await tail(input, NOW - 20 * MINUTE, 5 * MINUTE);
  const found = updates.flatMap(({ events }) => events);
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ message }) => message.includes("REPORT"))).toBe(true);
});

it.each<[string, JsonObject, string]>([
  ["no group", { logGroupIdentifiers: [] }, "InvalidParameterException"],
  ["a name", { logGroupIdentifiers: ["/aws/lambda/orders-api"] }, "InvalidParameterException"],
  [
    "an ARN with :*",
    { logGroupIdentifiers: [`${arnOf("/aws/lambda/orders-api")}:*`] },
    "InvalidParameterException",
  ],
  ["an unknown group", { logGroupIdentifiers: [arnOf("/none")] }, "ResourceNotFoundException"],
  [
    "streams of two groups",
    {
      logGroupIdentifiers: [arnOf("/aws/lambda/orders-api"), arnOf("/aws/lambda/carts-api")],
      logStreamNames: ["x"],
    },
    "InvalidParameterException",
  ],
])("refuses %s", (_name, input, code) => {
  expect(() => startLiveTail(input, caller(world).context)).toThrow(expect.objectContaining({ code }));
});
