import fc from "fast-check";
import { expect, it } from "vitest";
import { CallLinks } from "@/lib/incidents/call-links";
import { findIncidents } from "@/lib/incidents/find-incidents";
import { groupFindings } from "@/lib/incidents/group-findings";
import type { IncidentInput } from "@/lib/incidents/incident-input";
import { subjectKey } from "@/lib/model/subject";
import type { Measure } from "@/lib/model/subject-finding";
import { alarm, call, deployment, finding, limitHit, story, tellUtc } from "@/lib/testing/incident-story";

/** What holds of any input. */

const names = ["shop-api/prod", "partner/v1", "orders", "payments", "search"] as const;
const measures = [
  "errors",
  "throttles",
  "duration",
  "invocations",
  "status5xx",
  "requests",
] as const satisfies readonly Measure[];
const name = fc.constantFrom(...names);
const time = fc
  .integer({ min: 0, max: 179 })
  .map((minute) => new Date(Date.UTC(2026, 0, 15, 9, minute)).toISOString().slice(11, 16));
const findings = fc.array(
  fc
    .record({
      of: name,
      measure: fc.constantFrom(...measures),
      from: time,
      direction: fc.constantFrom("up" as const, "down" as const),
      severity: fc.constantFrom("high" as const, "medium" as const, "low" as const),
      beganBefore: fc.boolean(),
    })
    .map(({ of, measure, from, ...rest }) => finding(of, measure, from, rest)),
  { maxLength: 12 },
);
const inputs: fc.Arbitrary<IncidentInput> = fc
  .record({
    findings,
    deployments: fc.uniqueArray(fc.tuple(name, time, fc.nat(59)), { maxLength: 8, selector: String }),
    hits: fc.array(fc.tuple(name, time), { maxLength: 4 }),
    changes: fc.array(fc.tuple(name, time), { maxLength: 4 }),
    calls: fc.array(fc.tuple(name, name), { maxLength: 8 }),
  })
  .map(({ findings: found, deployments, hits, changes, calls }) =>
    story({
      findings: found,
      deployments: deployments.map(([of, at, second]) =>
        deployment(of, `${at}:${String(second).padStart(2, "0")}`),
      ),
      limitHits: hits.map(([of, at]) => limitHit(of, at, "12:00")),
      alarmChanges: changes.map(([of, at]) => alarm(`alarm of ${of}`, at, of)),
      calls: calls.map(([from, to]) => call(`${from} > ${to}`)),
    }),
  );

it("puts every finding into exactly one group", () => {
  fc.assert(
    fc.property(inputs, ({ findings: given, calls }) => {
      const grouped = groupFindings(given, new CallLinks(calls ?? [])).flat();
      expect(grouped).toHaveLength(given.length);
      expect(new Set(grouped)).toEqual(new Set(given));
    }),
  );
});

it("does not depend on the order of its inputs, and leaves them as they were", () => {
  fc.assert(
    fc.property(inputs, fc.integer(), (input, seed) => {
      const before = JSON.stringify(input);
      const told = findIncidents(input, tellUtc);
      expect(JSON.stringify(input)).toBe(before);
      const mixed = {
        ...input,
        findings: shuffled(input.findings, seed),
        deployments: shuffled(input.deployments ?? [], seed),
        alarmChanges: shuffled(input.alarmChanges ?? [], seed),
        limitHits: shuffled(input.limitHits ?? [], seed),
        calls: shuffled(input.calls ?? [], seed),
      };
      expect(findIncidents(mixed, tellUtc)).toEqual(told);
    }),
  );
});

it("claims a cause only with reasons, never later than the onset, and only at a subject of the incident", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      for (const incident of findIncidents(input, tellUtc).incidents) {
        expect((incident.cause === null) !== (incident.causeUnknown === null)).toBe(true);
        if (!incident.cause) continue;
        expect(incident.failing && !incident.beganBefore).toBe(true);
        expect(incident.cause.reasons.length).toBeGreaterThan(0);
        expect(incident.cause.atMs).toBeLessThan(incident.onsetMs + input.onsetWithinMs);
        expect(incident.cause.atMs).toBeGreaterThanOrEqual(incident.onsetMs - 15 * 60_000);
        const blamed = input.deployments?.find(({ id }) => id === incident.cause?.deploymentId);
        const places = [incident.subject, ...incident.alsoAt].map(subjectKey);
        if (blamed) expect(places).toContain(subjectKey(blamed.subject));
      }
    }),
  );
});

it("is told by its own findings: what is wrong, and an onset that one of them has", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      for (const { what, onsetMs, subject, findings: own } of findIncidents(input, tellUtc).incidents) {
        expect(what).not.toBe("");
        const leading = own.filter((one) => subjectKey(one.subject) === subjectKey(subject));
        expect(leading.length).toBeGreaterThan(0);
        expect(own.map(({ fromMs }) => fromMs)).toContain(onsetMs);
      }
    }),
  );
});

it("names nothing without a finding", () => {
  fc.assert(
    fc.property(inputs, (input) => {
      const { incidents, others } = findIncidents({ ...input, findings: [] }, tellUtc);
      expect(incidents).toEqual([]);
      expect(others.length).toBeLessThanOrEqual(
        (input.deployments?.length ?? 0) + (input.limitHits?.length ?? 0) + (input.alarmChanges?.length ?? 0),
      );
    }),
  );
});

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const mixed = [...list];
  let state = Math.abs(seed) + 1;
  for (let i = mixed.length - 1; i > 0; i--) {
    state = (state * 48_271) % 2_147_483_647;
    const j = state % (i + 1);
    const [a, b] = [mixed[i], mixed[j]];
    if (a !== undefined && b !== undefined) [mixed[i], mixed[j]] = [b, a];
  }
  return mixed;
}
