import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KnownHistory, stateSpans } from "@/lib/alarms/state-spans";
import { epochMs } from "@/lib/base/time";
import { type AlarmState, alarmStates } from "@/lib/model/alarm";

const LETTERS = { A: "ALARM", O: "OK", I: "INSUFFICIENT_DATA" } as const satisfies Record<string, AlarmState>;
const letterOf = (state: AlarmState | null) => (state === null ? "?" : state.slice(0, 1));

/** `20 O>A` is a change at 20 from OK to ALARM. */
function history(drawn: string, fromMs = 0): KnownHistory {
  const changes = drawn.split(", ").filter((text) => text !== "");
  const state = (letter: string | undefined) =>
    letter === "A" || letter === "O" || letter === "I" ? LETTERS[letter] : null;
  return {
    fromMs,
    changes: changes.map((text) => {
      const [, at, from, to] = /^(\d+) (.)>(.)$/.exec(text) ?? [];
      return {
        alarm: "a",
        atMs: epochMs(Number(at)),
        from: state(from),
        to: state(to) ?? "OK",
        reason: null,
      };
    }),
  };
}

function draw(alarm: { state: AlarmState; since: number | null }, known: KnownHistory | null): string {
  const stateChangedMs = alarm.since === null ? null : epochMs(alarm.since);
  return stateSpans({ state: alarm.state, stateChangedMs }, known, 0, 100)
    .map(({ fromMs, toMs, state }) => `${fromMs}-${toMs} ${letterOf(state)}`)
    .join(", ");
}

describe("the states of an alarm over a window", () => {
  it.each<[string, { state: AlarmState; since: number | null }, KnownHistory | null, string]>([
    ["has changed in it", { state: "OK", since: 60 }, history("20 O>A, 60 A>O"), "0-20 O, 20-60 A, 60-100 O"],
    ["has not changed since long ago", { state: "OK", since: -500 }, history(""), "0-100 O"],
    ["has no date of its own", { state: "OK", since: null }, history(""), "0-100 O"],
    ["changed only after the window", { state: "OK", since: 140 }, history("140 A>O"), "0-100 A"],
    ["does not say what it was before", { state: "ALARM", since: 30 }, history("30 ?>A"), "0-30 ?, 30-100 A"],
    [
      "has a history that begins in it",
      { state: "OK", since: 60 },
      history("60 A>O", 40),
      "0-40 ?, 40-60 A, 60-100 O",
    ],
    ["is older than its history", { state: "OK", since: -500 }, history("", 40), "0-100 O"],
    ["has no history, and changed before", { state: "ALARM", since: -1 }, null, "0-100 A"],
    ["has no history, and changed in it", { state: "ALARM", since: 30 }, null, "0-30 ?, 30-100 A"],
    ["has no history and no date", { state: "ALARM", since: null }, null, "0-100 ?"],
    ["fires twice at the same instant", { state: "OK", since: 50 }, history("50 O>A, 50 A>O"), "0-100 O"],
  ])("%s", (_, alarm, known, expected) => {
    expect(draw(alarm, known)).toBe(expected);
  });

  it("covers the window without gaps or overlaps, and neighbours differ", () => {
    const change = fc.record({ at: fc.integer({ min: 0, max: 150 }), to: fc.constantFrom(...alarmStates) });
    fc.assert(
      fc.property(fc.array(change), fc.constantFrom(...alarmStates), (drawn, state) => {
        const sorted = [...drawn].sort((a, b) => a.at - b.at);
        const changes = sorted.map(({ at, to }, i) => ({
          alarm: "a",
          atMs: epochMs(at),
          from: sorted[i - 1]?.to ?? ("OK" as const),
          to,
          reason: null,
        }));
        const spans = stateSpans({ state, stateChangedMs: null }, { changes, fromMs: 0 }, 0, 100);
        expect(spans[0]?.fromMs).toBe(0);
        expect(spans.at(-1)?.toMs).toBe(100);
        spans.forEach((span, i) => {
          expect(span.toMs).toBeGreaterThan(span.fromMs);
          const next = spans[i + 1];
          if (next === undefined) return;
          expect(next.fromMs).toBe(span.toMs);
          expect(next.state).not.toBe(span.state);
        });
      }),
    );
  });
});
