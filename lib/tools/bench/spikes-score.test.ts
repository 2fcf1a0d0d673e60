import { expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { SubjectFinding } from "@/lib/model/subject-finding";
import { someFinding } from "@/lib/testing/some-finding";
import { joined, type Looked, scoreOf, type TrueIncident } from "@/lib/tools/bench/spikes-score";

const incident: TrueIncident = {
  kind: "slow",
  fromMs: 60 * MINUTE_MS,
  toMs: 90 * MINUTE_MS,
  seenMs: 61 * MINUTE_MS,
  functions: ["charge", "orders"],
  apis: ["shop/prod"],
};

const at = (name: string, minute: number, toMinute: number | null = minute + 20): SubjectFinding => ({
  subject: { kind: "function", name },
  measure: "errors",
  statistic: null,
  finding: someFinding({
    fromMs: minute * MINUTE_MS,
    toMs: toMinute === null ? null : toMinute * MINUTE_MS,
  }),
});

const look = (findings: readonly SubjectFinding[], more: Partial<Looked> = {}): Looked => ({
  fromMs: 0,
  toMs: 3 * HOUR_MS,
  findings,
  incidents: [incident],
  ...more,
});

it("finds an incident by the function that it is named after, and takes what it did to others for right", () => {
  expect(scoreOf([look([at("charge", 62), at("orders", 65)])])).toMatchObject({
    incidents: 1,
    found: 1,
    findings: 2,
    right: 2,
    onsetErrorsMs: [2 * MINUTE_MS],
    sightErrorsMs: [MINUTE_MS],
  });
  expect(scoreOf([look([at("orders", 65)])])).toMatchObject({ found: 0, right: 1 });
});

it("takes what is elsewhere or at another time for wrong", () => {
  const score = scoreOf([look([at("other", 65), at("charge", 10), at("charge", 150)])]);
  expect(score).toMatchObject({ found: 0, findings: 3, right: 0 });
  expect(score.wrong).toHaveLength(3);
  expect(score.missed).toHaveLength(1);
});

it("asks for an incident only in the window in which it begins, and of which it shows enough", () => {
  const later = look([], { fromMs: 70 * MINUTE_MS, toMs: 4 * HOUR_MS });
  const earlier = look([], { toMs: 65 * MINUTE_MS });
  expect(joined([scoreOf([later]), scoreOf([earlier])])).toMatchObject({ incidents: 0, missed: [] });
});
