import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { caller, NOW, smallWorld } from "@/lib/sandbox/logs/testing/small-world";
import type { World } from "@/lib/sandbox/world/types";

interface Event {
  readonly logStreamName: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly eventId: string;
  readonly message: string;
}
interface Page {
  readonly events: readonly Event[];
  readonly nextToken?: string;
}
interface StreamPage {
  readonly events: readonly Omit<Event, "eventId" | "logStreamName">[];
  readonly nextForwardToken: string;
  readonly nextBackwardToken: string;
}

const HOUR = 3_600_000;
const GROUP = "/aws/lambda/shipping-quotes";

let world: World;
let call: ReturnType<typeof caller>["call"];

beforeAll(() => {
  world = smallWorld();
  call = caller(world).call;
});

function allPages(input: Readonly<Record<string, unknown>>, read = call): Event[] {
  const events: Event[] = [];
  for (let nextToken: string | undefined; ; ) {
    const page = read<Page>("FilterLogEvents", {
      ...input,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    events.push(...page.events);
    if (page.nextToken === undefined) return events;
    nextToken = page.nextToken;
  }
}

const ids = (events: readonly Event[]): string[] => events.map(({ eventId }) => eventId);

describe("FilterLogEvents", () => {
  it("gives the same events whatever the page size, forwards and backwards", () => {
    const window = { logGroupName: GROUP, startTime: NOW - HOUR, endTime: NOW };
    const all = allPages(window);
    expect(all.length).toBeGreaterThan(300);
    expect(new Set(ids(all)).size).toBe(all.length);
    fc.assert(
      fc.property(fc.integer({ min: 7, max: 400 }), fc.boolean(), (limit, startFromHead) => {
        const paged = ids(allPages({ ...window, limit, startFromHead }));
        expect(startFromHead ? paged : paged.reverse()).toEqual(ids(all));
      }),
      { numRuns: 8 },
    );
  });

  it("splits at any instant without losing or doubling", () => {
    const whole = ids(allPages({ logGroupName: GROUP, startTime: NOW - HOUR, endTime: NOW })).sort();
    fc.assert(
      fc.property(fc.integer({ min: NOW - HOUR, max: NOW - 1 }), (cut) => {
        const parts = [
          ...allPages({ logGroupName: GROUP, startTime: NOW - HOUR, endTime: cut }),
          ...allPages({ logGroupName: GROUP, startTime: cut + 1, endTime: NOW }),
        ];
        expect(ids(parts).sort()).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  it("includes both ends of the window", () => {
    const { timestamp } = allPages({ logGroupName: GROUP, startTime: NOW - HOUR })[5] ?? { timestamp: 0 };
    const found = allPages({ logGroupName: GROUP, startTime: timestamp, endTime: timestamp });
    expect(found.length).toBeGreaterThan(0);
    expect(found.every((event) => event.timestamp === timestamp)).toBe(true);
  });

  it("is in order by time but for spans of two seconds, and in strict order within a stream", () => {
    const events = allPages({ logGroupName: "/shop/payments", startTime: NOW - 3 * HOUR });
    const reached = new Map<string, number>();
    let latest = 0;
    let disorder = 0;
    for (const { timestamp, logStreamName } of events) {
      expect(timestamp).toBeGreaterThanOrEqual(reached.get(logStreamName) ?? 0);
      expect(timestamp).toBeGreaterThan(latest - 2_000);
      reached.set(logStreamName, timestamp);
      if (timestamp < latest) disorder++;
      latest = Math.max(latest, timestamp);
    }
    expect(disorder).toBeGreaterThan(0);
    expect(disorder).toBeLessThan(events.length / 10);
  });

  it("shows an event only once it was ingested, some much later than others", () => {
    const later = allPages({ logGroupName: GROUP, startTime: NOW - 2 * HOUR, endTime: NOW - HOUR });
    let hidden = 0;
    // One second after each of some events, when that event is still on its way or just there.
    for (const { timestamp } of later.filter((_, i) => i % 25 === 0)) {
      const at = timestamp + 1_000;
      const window = { logGroupName: GROUP, startTime: NOW - 2 * HOUR, endTime: at };
      const then = allPages(window, caller(world, at).call);
      const written = later.filter((event) => event.timestamp <= at);
      expect(ids(then)).toEqual(ids(written.filter(({ ingestionTime }) => ingestionTime <= at)));
      hidden += written.length - then.length;
    }
    expect(hidden).toBeGreaterThan(0);
    const delays = later.map(({ timestamp, ingestionTime }) => ingestionTime - timestamp);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(200);
    expect(Math.max(...delays)).toBeGreaterThan(20_000);
    expect(delays.filter((delay) => delay > 8_000).length).toBeLessThan(delays.length / 20);
  });

  it("filters as reading all and matching does, and finds a request id by itself", () => {
    for (const logGroupName of ["/aws/lambda/payments-webhook", "/shop/payments", "/aws/lambda/orders-api"]) {
      if (world.functions.every(({ logGroup }) => logGroup !== logGroupName)) continue;
      const all = allPages({ logGroupName, startTime: NOW - 2 * HOUR });
      const requestId = /RequestId: (\S+)|"requestId":"([^"]+)"/.exec(
        all[Math.floor(all.length / 2)]?.message ?? "",
      );
      const id = requestId?.[1] ?? requestId?.[2];
      if (id === undefined) continue;
      const found = allPages({ logGroupName, startTime: NOW - 2 * HOUR, filterPattern: `"${id}"` });
      expect(ids(found)).toEqual(ids(all.filter(({ message }) => message.includes(id))));
      expect(found.length).toBeGreaterThan(1);
    }
  });

  it("answers sparse matches with empty pages and a token", () => {
    const logGroupName = [...world.apis].map(
      ({ id, stage }) => `API-Gateway-Execution-Logs_${id}/${stage}`,
    )[0];
    const first = call<Page>("FilterLogEvents", {
      logGroupName,
      startTime: 0,
      filterPattern: '"no such text"',
    });
    expect(first.events).toEqual([]);
    expect(first.nextToken).toBeDefined();
    expect(allPages({ logGroupName, startTime: 0, filterPattern: '"no such text"' })).toEqual([]);
  });

  it("keeps a page under 1 MB", () => {
    const input = { logGroupName: "/aws/lambda/orders-api", startTime: 0 };
    const page = call<Page>("FilterLogEvents", input);
    const bytes = page.events.reduce((sum, { message }) => sum + Buffer.byteLength(message), 0);
    expect(bytes).toBeLessThanOrEqual(1_048_576);
    expect(page.nextToken).toBeDefined();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["unknown group", { logGroupName: "/aws/lambda/none" }, "ResourceNotFoundException"],
    ["no group", {}, "InvalidParameterException"],
    ["unknown stream", { logGroupName: GROUP, logStreamNames: ["none"] }, "ResourceNotFoundException"],
    [
      "names and prefix",
      { logGroupName: GROUP, logStreamNames: ["a"], logStreamNamePrefix: "b" },
      "InvalidParameterException",
    ],
    ["reversed window", { logGroupName: GROUP, startTime: 5, endTime: 4 }, "InvalidParameterException"],
    ["limit 0", { logGroupName: GROUP, limit: 0 }, "InvalidParameterException"],
    ["limit too big", { logGroupName: GROUP, limit: 10_001 }, "InvalidParameterException"],
    ["foreign token", { logGroupName: GROUP, nextToken: "abc" }, "InvalidParameterException"],
    ["newest first from 1970", { logGroupName: GROUP, startFromHead: false }, "InvalidParameterException"],
    ["bad pattern", { logGroupName: GROUP, filterPattern: "a-b" }, "InvalidParameterException"],
    ["start time as text", { logGroupName: GROUP, startTime: "1" }, "SerializationException"],
  ])("refuses %s", (_name, input, code) => {
    expect(() => call("FilterLogEvents", input)).toThrow(expect.objectContaining({ code }));
  });

  it("refuses a token of another query", () => {
    const { nextToken } = call<Page>("FilterLogEvents", { logGroupName: GROUP, startTime: 0, limit: 1 });
    expect(() => call("FilterLogEvents", { logGroupName: GROUP, startTime: 1, limit: 1, nextToken })).toThrow(
      expect.objectContaining({ code: "InvalidParameterException" }),
    );
  });
});

it("an invocation that still runs has written its first lines", () => {
  const nowMs = Date.UTC(2026, 0, 15, 11, 10, 40);
  const busy = smallWorld(nowMs);
  const read = caller(busy, nowMs).call;
  const nightly = { logGroupName: "/aws/lambda/reports-nightly", startTime: nowMs - 60_000 };
  const messages = allPages(nightly, read).map(({ message }) => message.split(" ")[0]);
  expect(messages).toContain("START");
  expect(messages).not.toContain("REPORT");
  const { logStreamName } = allPages(nightly, read)[0] ?? {};
  const stream = read<StreamPage>("GetLogEvents", { ...nightly, logStreamName });
  expect(stream.events.map(({ message }) => message.split(" ")[0])).toEqual(messages);
});

describe("GetLogEvents", () => {
  it("pages through each stream as FilterLogEvents gives it, both ways", () => {
    const all = allPages({ logGroupName: GROUP, startTime: NOW - HOUR });
    const names = [...new Set(all.map(({ logStreamName }) => logStreamName))];
    expect(names.length).toBeGreaterThan(1);
    for (const logStreamName of names) {
      const expected = all
        .filter((event) => event.logStreamName === logStreamName)
        .map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime }));
      const input = { logGroupName: GROUP, logStreamName, startTime: NOW - HOUR, limit: 17 };
      const forward: unknown[] = [];
      let page = call<StreamPage>("GetLogEvents", { ...input, startFromHead: true });
      for (;;) {
        forward.push(...page.events);
        const next = call<StreamPage>("GetLogEvents", { ...input, nextToken: page.nextForwardToken });
        if (next.nextForwardToken === page.nextForwardToken) break;
        page = next;
      }
      expect(forward).toEqual(expected);
      const backward: unknown[] = [];
      page = call<StreamPage>("GetLogEvents", input);
      for (;;) {
        backward.unshift(...page.events);
        const next = call<StreamPage>("GetLogEvents", { ...input, nextToken: page.nextBackwardToken });
        if (next.nextBackwardToken === page.nextBackwardToken) break;
        page = next;
      }
      expect(backward).toEqual(expected);
    }
  });

  it("leaves the window's end out", () => {
    const [event] = allPages({ logGroupName: GROUP, startTime: NOW - HOUR });
    const input = { logGroupName: GROUP, logStreamName: event?.logStreamName, startTime: event?.timestamp };
    const page = call<StreamPage>("GetLogEvents", { ...input, endTime: event?.timestamp });
    expect(page.events).toEqual([]);
    expect(
      call<StreamPage>("GetLogEvents", { ...input, endTime: (event?.timestamp ?? 0) + 1 }).events,
    ).not.toEqual([]);
  });

  it("comes back from an empty last page to the last event", () => {
    const { logStreamName } = allPages({ logGroupName: GROUP, startTime: NOW - HOUR })[0] ?? {};
    const input = { logGroupName: GROUP, logStreamName };
    const last = call<StreamPage>("GetLogEvents", { ...input, limit: 3 });
    const empty = call<StreamPage>("GetLogEvents", { ...input, limit: 3, nextToken: last.nextForwardToken });
    const back = call<StreamPage>("GetLogEvents", { ...input, limit: 3, nextToken: empty.nextBackwardToken });
    expect(empty.events).toEqual([]);
    expect(back.events).toEqual(last.events);
  });
});

describe("groups and streams", () => {
  interface Groups {
    readonly logGroups: readonly { readonly logGroupName: string; readonly arn?: string }[];
    readonly nextToken?: string;
  }
  interface Streams {
    readonly logStreams: readonly { readonly logStreamName: string; readonly lastEventTimestamp?: number }[];
    readonly nextToken?: string;
  }

  it("lists groups by page, prefix and pattern", () => {
    const all = call<Groups>("DescribeLogGroups", {}).logGroups;
    const names = all.map(({ logGroupName }) => logGroupName);
    expect(names).toEqual([...names].sort());
    expect(names).toContain(GROUP);
    expect(all[0]?.arn).toMatch(/^arn:aws:logs:us-east-1:\d{12}:log-group:.*:\*$/);
    const first = call<Groups>("DescribeLogGroups", { limit: 3 });
    const second = call<Groups>("DescribeLogGroups", { limit: 3, nextToken: first.nextToken });
    expect([...first.logGroups, ...second.logGroups].map(({ logGroupName }) => logGroupName)).toEqual(
      names.slice(0, 6),
    );
    expect(call<Groups>("DescribeLogGroups", { logGroupNamePattern: "quotes" }).logGroups).toHaveLength(1);
    expect(
      call<Groups>("DescribeLogGroups", { logGroupNamePrefix: "API-Gateway" }).logGroups.length,
    ).toBeGreaterThan(1);
    expect(
      call<Groups>("ListLogGroups", { logGroupNamePattern: "^/aws/lambda/s", limit: 1000 }).logGroups.length,
    ).toBeGreaterThan(1);
  });

  it("pages through all streams once, by name and by last event", () => {
    for (const order of [{}, { orderBy: "LastEventTime", descending: true }]) {
      const input = { logGroupName: "/aws/lambda/orders-api", limit: 3, ...order };
      const seen: { readonly logStreamName: string; readonly lastEventTimestamp?: number }[] = [];
      for (let nextToken: string | undefined; ; ) {
        const page = call<Streams>("DescribeLogStreams", { ...input, ...(nextToken ? { nextToken } : {}) });
        seen.push(...page.logStreams);
        nextToken = page.nextToken;
        if (nextToken === undefined) break;
      }
      const names = seen.map(({ logStreamName }) => logStreamName);
      expect(new Set(names).size).toBe(names.length);
      const fn = world.functions.find(({ name }) => name === "orders-api");
      expect(names).toHaveLength(world.environmentsOf(fn?.index ?? 0, 0, NOW + 1).length);
      if ("orderBy" in order) {
        const times = seen.map(({ lastEventTimestamp }) => lastEventTimestamp ?? 0);
        expect(times).toEqual([...times].sort((a, b) => b - a));
      }
    }
  });

  it("gives a last event time that is never ahead of the truth", () => {
    const { logStreams } = call<Streams>("DescribeLogStreams", { logGroupName: GROUP });
    for (const { logStreamName, lastEventTimestamp } of logStreams) {
      const { events } = call<StreamPage>("GetLogEvents", { logGroupName: GROUP, logStreamName, limit: 1 });
      expect(lastEventTimestamp ?? 0).toBeLessThanOrEqual((events[0]?.timestamp ?? 0) + 60_000);
    }
  });
});

describe("one truth", () => {
  it("the REPORT lines of a window sum up to the invocations of the world", () => {
    for (const fn of world.functions.filter(({ logFormat, filler }) => logFormat === "Text" && !filler)) {
      let expected = { count: 0, billed: 0, hundredths: 0 };
      const own = world.invocationsOf(fn.index, 0, NOW);
      for (let i = 0; i < own.length; i++) {
        const { startMs, durationMs, billedDurationMs } = world.invocation(own[i] ?? 0);
        // A late REPORT is not there yet.
        if (startMs + durationMs > NOW - 120_000) continue;
        expected = {
          count: expected.count + 1,
          billed: expected.billed + billedDurationMs,
          hundredths: expected.hundredths + Math.round(durationMs * 100),
        };
      }
      const found = { count: 0, billed: 0, hundredths: 0 };
      const reports = {
        logGroupName: fn.logGroup,
        startTime: 0,
        endTime: NOW - 120_000,
        filterPattern: '"REPORT RequestId:"',
      };
      for (const { message, logStreamName } of allPages(reports)) {
        if (fn.logGroup !== `/aws/lambda/${fn.name}` && !logStreamName.includes(`/${fn.name}[`)) continue;
        const [, duration, billed] = /\tDuration: ([\d.]+) ms\tBilled Duration: (\d+) ms/.exec(message) ?? [];
        found.count++;
        found.billed += Number(billed);
        found.hundredths += Math.round(Number(duration) * 100);
      }
      expect({ name: fn.name, ...found }).toEqual({ name: fn.name, ...expected });
    }
  });
});
