import { describe, expect, it } from "vitest";
import { alarmDetail } from "@/lib/alarms/alarm-detail";
import { type AlarmFacts, alarmRows } from "@/lib/alarms/alarm-rows";
import { alarmsAnswer } from "@/lib/alarms/answer";
import { matchesAlarm } from "@/lib/alarms/filter";
import { inOrder, orderOf, orderText } from "@/lib/alarms/order";
import { epochMs, MINUTE_MS } from "@/lib/base/time";
import type { Alarm, AlarmState } from "@/lib/model/alarm";
import type { AlarmChange } from "@/lib/model/alarm-change";
import { anAlarm, aRule } from "@/lib/testing/an-alarm";

const at = (minute: number) => epochMs(minute * MINUTE_MS);
const change = (alarm: string, minute: number, from: AlarmState, to: AlarmState): AlarmChange => ({
  alarm,
  atMs: at(minute),
  from,
  to,
  reason: "because",
});

/** A window of an hour that ended ten minutes ago. */
function facts(alarms: readonly Alarm[], changes: readonly AlarmChange[] | null = []): AlarmFacts {
  return {
    alarms,
    history: changes && { changes, fromMs: at(0) },
    known: { functions: new Set(["pay"]), stages: [] },
    window: { fromMs: at(0), toMs: at(60) },
    nowMs: at(70),
  };
}

const rowsOf = (given: AlarmFacts) => alarmRows(given, () => ({ path: null, sources: [] }));
const tell = (ms: number) => `minute ${ms / MINUTE_MS}`;
const ringing = (name: string, minute: number) =>
  anAlarm({ name, state: "ALARM", stateChangedMs: at(minute) });
const machine = anAlarm({
  name: "cpu",
  metric: { namespace: "AWS/EC2", name: "CPUUtilization", dimensions: {} },
});

describe("the rows of the alarms", () => {
  it("count what happened in the window, and not what came after it", () => {
    const changes = [
      change("pay-errors", 10, "OK", "ALARM"),
      change("other", 12, "OK", "ALARM"),
      change("pay-errors", 30, "ALARM", "OK"),
      change("pay-errors", 65, "OK", "ALARM"),
    ];
    const { ours } = rowsOf(facts([ringing("pay-errors", 65)], changes));
    expect(ours).toMatchObject([
      { changes: 2, fired: 1, lastFiredMs: at(10), state: "ALARM", sinceMs: at(65), silent: false },
    ]);
    expect(ours[0]?.states.map(({ state, toMs }) => [state, toMs / MINUTE_MS])).toEqual([
      ["OK", 10],
      ["ALARM", 30],
      ["OK", 60],
    ]);
  });

  it("know no changes where the history could not be read", () => {
    expect(rowsOf(facts([anAlarm()], null)).ours).toMatchObject([{ changes: null, fired: null }]);
  });

  it("tell no change only where the history reaches back so far, or the alarm is older than the window", () => {
    const { ours } = rowsOf({
      ...facts([
        anAlarm({ name: "a" }),
        anAlarm({ name: "b", stateChangedMs: at(-5) }),
        anAlarm({ name: "c" }),
      ]),
      history: { changes: [change("c", 40, "ALARM", "OK")], fromMs: at(30) },
    });
    const told = Object.fromEntries(ours.map((row) => [row.name, [row.changes, row.fired]]));
    expect(told).toEqual({ a: [null, null], b: [0, 0], c: [1, 0] });
  });

  it("have the worst first, and alarms of other services apart", () => {
    const quiet = anAlarm({ name: "a-quiet" });
    const blind = anAlarm({ name: "b-blind", state: "INSUFFICIENT_DATA" });
    const over = anAlarm({ name: "over" });
    const { ours, others } = rowsOf(
      facts(
        [quiet, machine, blind, over, ringing("c", 5), ringing("d", 9)],
        [change("over", 20, "OK", "ALARM"), change("over", 21, "ALARM", "OK")],
      ),
    );
    expect(ours.map(({ name }) => name)).toEqual(["d", "c", "over", "b-blind", "a-quiet"]);
    expect(others.map(({ name }) => name)).toEqual(["cpu"]);
  });

  it("are silent without an action, or with actions switched off", () => {
    const silent = (alarm: Partial<Alarm>) => rowsOf(facts([anAlarm(alarm)])).ours[0]?.silent;
    expect([silent({}), silent({ actions: 0 }), silent({ actionsEnabled: false })]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("are ordered by a column of the address, those without a value last", () => {
    const { ours } = rowsOf(facts([anAlarm({ name: "old" }), ringing("b", 5), ringing("a", 9)]));
    const names = (text: string) => inOrder(ours, orderOf(text)).map(({ name }) => name);
    expect(names("since.asc")).toEqual(["b", "a", "old"]);
    expect(names("since.desc")).toEqual(["a", "b", "old"]);
    expect(names("name.desc")).toEqual(["old", "b", "a"]);
    expect(names("nonsense.desc")).toEqual(ours.map(({ name }) => name));
    expect(orderText({ column: "since", descending: true })).toBe("since.desc");
    expect([orderOf("since"), orderOf("since.up"), orderOf("since.asc.asc"), orderOf("")]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("are found by their name, condition and subject", () => {
    const [row] = rowsOf(facts([anAlarm({ name: "x", description: "Charges fail" })])).ours;
    const finds = (text: string, state: AlarmState | null = null) => row && matchesAlarm(row, text, state);
    expect(["", "X", "charges", "errors sum", " pay "].map((text) => finds(text))).toEqual(
      Array(5).fill(true),
    );
    expect([finds("nope"), finds("", "ALARM"), finds("x", "OK")]).toEqual([false, false, true]);
  });
});

describe("the answer", () => {
  const answer = (alarms: readonly Alarm[], changes: readonly AlarmChange[] | null = []) =>
    alarmsAnswer(rowsOf(facts(alarms, changes)).ours, "us-east-1", tell);

  it.each<[string, string, ReturnType<typeof answer>]>([
    [
      "critical",
      "2 of 3 alarms are in ALARM: b since minute 9 and a since minute 5; 1 has no data.",
      answer([ringing("a", 5), ringing("b", 9), anAlarm({ name: "c", state: "INSUFFICIENT_DATA" })]),
    ],
    [
      "critical",
      "3 of 3 alarms are in ALARM: c since minute 9, b since minute 5 and 1 more.",
      answer([ringing("a", 1), ringing("b", 5), ringing("c", 9)]),
    ],
    ["critical", "1 of 1 alarm is in ALARM: a.", answer([anAlarm({ name: "a", state: "ALARM" })])],
    ["ok", "The only alarm is not in ALARM and none fired in this window.", answer([anAlarm()])],
    [
      "ok",
      "None of 2 alarms is in ALARM; 1 fired in this window: a at minute 7.",
      answer([anAlarm({ name: "a" }), anAlarm({ name: "b" })], [change("a", 7, "OK", "ALARM")]),
    ],
    [
      "ok",
      "None of 2 alarms is in ALARM; 2 fired in this window, last b at minute 8.",
      answer(
        [anAlarm({ name: "a" }), anAlarm({ name: "b" })],
        [change("a", 7, "OK", "ALARM"), change("b", 8, "OK", "ALARM")],
      ),
    ],
    [
      "ok",
      "None of 2 alarms is in ALARM; which fired in this window is not known.",
      answer([anAlarm({ name: "a" }), anAlarm({ name: "b" })], null),
    ],
    [
      "unknown",
      "The only alarm is not in ALARM and none fired in this window; 1 has no data.",
      answer([anAlarm({ state: "INSUFFICIENT_DATA" })]),
    ],
    [
      "warning",
      "No alarm watches Lambda or API Gateway in us-east-1: whatever fails, nobody is told.",
      answer([machine]),
    ],
    [
      "ok",
      "None of 2 alarms is in ALARM; at least 1 fired in this window: a at minute 50.",
      alarmsAnswer(
        rowsOf({
          ...facts([anAlarm({ name: "a" }), anAlarm({ name: "b" })]),
          history: { changes: [change("a", 50, "OK", "ALARM")], fromMs: at(40) },
        }).ours,
        "us-east-1",
        tell,
      ),
    ],
  ])("is %s: %s", (health, sentence, told) => {
    expect(told).toEqual({ health, sentence });
  });
});

describe("one alarm", () => {
  const detailOf = (given: AlarmFacts, name: string) => {
    const alarm = given.alarms.find((one) => one.name === name);
    const row = rowsOf(given).ours.find((one) => one.name === name);
    if (alarm === undefined || row === undefined) throw new Error(`${name} is not among the alarms`);
    return alarmDetail(alarm, row, given, null);
  };

  it("has its times in ALARM with the requests that led to them, the newest first", () => {
    const changes = [
      change("pay-errors", 20, "ALARM", "OK"),
      change("pay-errors", 40, "OK", "ALARM"),
      change("pay-errors", 50, "ALARM", "OK"),
    ];
    const detail = detailOf(facts([anAlarm()], changes), "pay-errors");
    expect(detail).toMatchObject({
      failing: true,
      history: [{ atMs: at(50), reason: "because" }, { atMs: at(40) }, { atMs: at(20) }],
      episodes: [
        // Two periods of five minutes were judged.
        { fromMs: at(40), toMs: at(50), evidenceFromMs: at(30), evidenceToMs: at(50), beganBefore: false },
        { fromMs: at(0), toMs: at(20), evidenceFromMs: at(0), evidenceToMs: at(20), beganBefore: true },
      ],
    });
  });

  it("does not end where the window does", () => {
    const given = facts([ringing("a", 50)], [change("a", 50, "OK", "ALARM")]);
    expect(detailOf(given, "a").episodes).toMatchObject([{ toMs: null, evidenceToMs: at(60) }]);
  });

  it("tells the states of the alarms in its rule", () => {
    const rule = aRule("any", 'ALARM("pay-errors") OR NOT OK("gone")', { state: "ALARM" });
    const given = facts([rule, anAlarm()], [change("any", 30, "OK", "ALARM")]);
    expect(detailOf(given, "any")).toMatchObject({
      rule: 'ALARM("pay-errors") OR NOT OK("gone")',
      children: [
        { name: "pay-errors", asked: "ALARM", state: "OK" },
        { name: "gone", asked: "OK", state: null },
      ],
      // Its alarms look back ten minutes.
      episodes: [{ fromMs: at(30), evidenceFromMs: at(20) }],
      failing: true,
      missingData: null,
      queries: [],
    });
  });

  it("knows no history where it could not be read, or is younger than the window", () => {
    expect(detailOf(facts([anAlarm()], null), "pay-errors").history).toBeNull();
    const late = { ...facts([anAlarm()]), history: { changes: [], fromMs: at(60) } };
    expect(detailOf(late, "pay-errors").history).toBeNull();
  });

  it("was in ALARM before the history begins", () => {
    const changes = [change("pay-errors", 40, "ALARM", "OK")];
    const given = { ...facts([anAlarm()]), history: { changes, fromMs: at(30) } };
    expect(detailOf(given, "pay-errors").episodes).toMatchObject([
      { fromMs: at(30), toMs: at(40), evidenceFromMs: at(30), beganBefore: true },
    ]);
  });
});
