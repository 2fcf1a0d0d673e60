import fc from "fast-check";
import { expect, it } from "vitest";
import { logGroups } from "@/lib/sandbox/logs/log-groups";
import { filterPattern } from "@/lib/sandbox/logs/pattern/filter-pattern";
import { restrictionOf } from "@/lib/sandbox/logs/restriction";
import { boundary, compareEvents, type ScanRequest, scan } from "@/lib/sandbox/logs/scan";
import { decodeEventId, type LogEvent } from "@/lib/sandbox/logs/source/log-event";
import { NOW, smallWorld } from "@/lib/sandbox/logs/testing/small-world";

const world = smallWorld();
const WINDOW = { fromMs: NOW - 900_000, toMs: NOW };
const groups = [...logGroups(world).values()];

function readAll(over: Partial<ScanRequest> & Pick<ScanRequest, "source">): LogEvent[] {
  const request: ScanRequest = {
    window: WINDOW,
    newestFirst: false,
    nowMs: NOW,
    streamIds: null,
    only: null,
    after: null,
    ...over,
  };
  return [...scan(request)].flatMap(({ events }) => events);
}

const ids = (events: readonly LogEvent[]): string[] => events.map(({ eventId }) => eventId);

it("reads every group in one total order, the same backwards", () => {
  for (const { source } of groups) {
    const forward = readAll({ source });
    expect(ids(readAll({ source, newestFirst: true })).reverse()).toEqual(ids(forward));
    const misplaced = forward.filter((event, i) => {
      const before = forward[i - 1];
      return before !== undefined && compareEvents(before, event) >= 0;
    });
    expect(misplaced).toEqual([]);
  }
});

it("goes on behind any event and from any boundary", () => {
  const { source } = groups.find(({ name }) => name === "/shop/payments") ??
    groups[0] ?? { source: undefined };
  if (source === undefined) throw new Error("no group");
  const all = readAll({ source });
  fc.assert(
    fc.property(fc.nat(all.length - 1), fc.boolean(), (at, newestFirst) => {
      const after = all[at];
      if (after === undefined) return;
      const rest = readAll({ source, newestFirst, after });
      expect(ids(rest)).toEqual(ids(newestFirst ? all.slice(0, at).reverse() : all.slice(at + 1)));
    }),
    { numRuns: 20 },
  );
  for (const { next, last, events } of scan({
    source,
    window: WINDOW,
    newestFirst: false,
    nowMs: NOW,
    streamIds: null,
    only: null,
    after: null,
  })) {
    if (last) break;
    expect(next).toEqual(boundary(next.timestamp));
    const read = events.length === 0 ? 0 : ids(all).indexOf(events.at(-1)?.eventId ?? "") + 1;
    expect(ids(readAll({ source, after: next }))).toEqual(ids(all.slice(read)));
  }
});

it("an id names its event and sorts by time", () => {
  for (const { source } of groups) {
    const events = readAll({ source, window: { fromMs: NOW - 120_000, toMs: NOW } });
    for (const event of events) {
      const address = decodeEventId(event.eventId);
      expect(address).toMatchObject({
        timestamp: event.timestamp,
        streamId: event.streamId,
        record: event.record,
        line: event.line,
      });
      if (address !== undefined) expect(source.eventAt(address)?.message).toBe(event.message);
    }
    const byId = [...events]
      .sort((a, b) => (a.eventId < b.eventId ? -1 : 1))
      .map(({ timestamp }) => timestamp);
    expect(byId).toEqual([...byId].sort((a, b) => a - b));
  }
  expect(decodeEventId("12")).toBeUndefined();
});

it("leaving out what cannot match changes no result", () => {
  const everything = groups.map(({ source }) => readAll({ source }));
  const recent = world.functions.flatMap(({ index }) =>
    Array.from(world.invocationsOf(index, WINDOW.fromMs, WINDOW.toMs)).slice(-1),
  );
  for (const i of recent) {
    const { requestId, traceId } = world.detail(i);
    for (const id of [requestId, traceId]) {
      const pattern = filterPattern(`"${id}"`);
      const only = restrictionOf(world, pattern.required);
      expect(only).not.toBeNull();
      groups.forEach(({ source }, g) => {
        const expected = (everything[g] ?? []).filter(({ message }) => pattern.matches(message));
        expect(ids(readAll({ source, only }).filter(({ message }) => pattern.matches(message)))).toEqual(
          ids(expected),
        );
      });
    }
  }
});
