import { describe, expect, it } from "vitest";
import { findIncidents } from "@/lib/incidents/find-incidents";
import type { IncidentInput } from "@/lib/incidents/incident-input";
import { incidentSchema } from "@/lib/model/views/incidents";
import {
  alarm,
  call,
  clock,
  deployment,
  finding,
  limitHit,
  story,
  subject,
  tellUtc,
} from "@/lib/testing/incident-story";

function incidentsOf(input: Partial<IncidentInput>) {
  const { incidents } = findIncidents(story(input), tellUtc);
  for (const incident of incidents) incidentSchema.parse(incident);
  return incidents;
}

const canary = deployment("payments-charge", "11:05");

describe("findIncidents: what belongs together", () => {
  it("tells a function and the stage that calls it as one incident of the function", () => {
    const [incident, ...rest] = incidentsOf({
      findings: [
        finding("shop-api/prod", "status5xx", "11:05", { severity: "high", affected: 40 }),
        finding("payments-charge", "errors", "11:05"),
      ],
      calls: [call("shop-api/prod > payments-charge")],
    });
    expect(rest).toEqual([]);
    expect(incident?.subject).toEqual(subject("payments-charge"));
    expect(incident?.alsoAt).toEqual([subject("shop-api/prod")]);
    expect(incident?.grouped).toEqual([
      "shop-api / prod calls payments-charge; at shop-api / prod it began in the same minute.",
    ]);
    expect(incident?.sentence).toBe("payments-charge errors since 11:05 UTC");
  });

  it("keeps apart what begins twenty minutes later at another function of the same stage", () => {
    const incidents = incidentsOf({
      findings: [
        finding("payments-charge", "errors", "11:05"),
        finding("shop-api/prod", "status5xx", "11:05"),
        finding("shop-api/prod", "requests", "11:25", { to: "11:35" }),
        finding("catalog-search", "throttles", "11:25", { to: "11:35" }),
      ],
      calls: [call("shop-api/prod > payments-charge"), call("shop-api/prod > catalog-search")],
    });
    expect(incidents.map((one) => [one.subject, one.findings.length])).toEqual([
      [subject("payments-charge"), 2],
      [subject("catalog-search"), 2],
    ]);
  });

  it("tells a function that turns from slow to failing while it is slow as one incident, from the first on", () => {
    const incidents = incidentsOf({
      findings: [
        finding("catalog-images", "duration", "09:10", { to: "09:50" }),
        finding("catalog-images", "errors", "09:35", { to: "09:50" }),
      ],
    });
    expect(incidents.map(({ sentence }) => sentence)).toEqual([
      "catalog-images errors and long durations from 09:10 to 09:50 UTC",
    ]);
  });

  it("tells what begins at once at functions that do not call each other as one, and suspects what they share", () => {
    const [incident, ...rest] = incidentsOf({
      findings: [
        finding("orders-api", "errors", "09:10"),
        finding("inventory-sync", "errors", "09:11", { severity: "high" }),
        finding("quotes", "errors", "09:20"),
      ],
    });
    expect(rest).toHaveLength(1);
    expect(incident?.sentence).toBe("inventory-sync and orders-api errors since 09:10 UTC");
    expect(incident?.grouped[0]).toContain("something that all of them use may be the cause");
    expect(incident?.cause).toBeNull();
  });

  it("puts what was so when the window began with what its callers showed before", () => {
    const incidents = incidentsOf({
      findings: [
        finding("shop-api/prod", "status5xx", "08:53", { to: "11:00" }),
        finding("payments-charge", "errors", "09:00", { to: "11:00", beganBefore: true }),
        finding("catalog-search", "errors", "09:20"),
      ],
      calls: [call("shop-api/prod > payments-charge"), call("shop-api/prod > catalog-search")],
    });
    expect(incidents.map((one) => one.subject)).toEqual([
      subject("catalog-search"),
      subject("payments-charge"),
    ]);
  });

  it("does not tell an order of what was so when the window began", () => {
    const [incident] = incidentsOf({
      findings: [
        finding("shop-api/prod", "status5xx", "09:04"),
        finding("payments-charge", "errors", "09:00", { beganBefore: true }),
      ],
      calls: [call("shop-api/prod > payments-charge")],
    });
    expect(incident?.grouped).toEqual([
      "shop-api / prod calls payments-charge; at payments-charge it was so when the window began.",
    ]);
  });

  it("is not named after what got better", () => {
    const [incident] = incidentsOf({
      findings: [
        finding("shop-api/prod", "requests", "10:00"),
        finding("orders", "duration", "10:00", { direction: "down" }),
      ],
      calls: [call("shop-api/prod > orders")],
    });
    expect(incident?.sentence).toBe("shop-api / prod more requests since 10:00 UTC");
  });

  it("counts what failed rather than all that was served while it was slow, and names a few of many", () => {
    const slow = finding("orders", "duration", "10:00", { affected: 2_000 });
    const [incident] = incidentsOf({
      findings: [
        { ...slow, finding: { ...slow.finding, affectedShare: null } },
        finding("orders", "errors", "10:00", { affected: 31 }),
      ],
    });
    expect(incident).toMatchObject({ affected: 31, affectedShare: 0.1 });
    const many = Array.from({ length: 300 }, (_, i) => finding(`fn-${i}`, "errors", "10:00"));
    expect(incidentsOf({ findings: many })[0]?.grouped[0]).toMatch(/^(fn-\d+, ){4}fn-\d+ and 295 more began/);
  });

  it("dates the onset by what fails rather than by a trend, which is dated back along its slope", () => {
    const lag = finding("stream", "iteratorAge", "09:07");
    const trend = { ...lag, finding: { ...lag.finding, shape: "trend" as const } };
    expect(incidentsOf({ findings: [trend, finding("stream", "errors", "09:10")] })[0]?.onsetMs).toBe(
      clock("09:10"),
    );
    expect(incidentsOf({ findings: [trend] })[0]?.onsetMs).toBe(clock("09:07"));
  });

  it("does not join what has a cause of its own with what begins at the same time", () => {
    const incidents = incidentsOf({
      findings: [finding("payments-charge", "errors", "11:05"), finding("orders-api", "errors", "11:05")],
      deployments: [canary],
    });
    expect(incidents).toHaveLength(2);
    expect(incidents.filter(({ cause }) => cause !== null).map((one) => one.subject)).toEqual([
      subject("payments-charge"),
    ]);
  });

  it("is no incident without something worse than usual: deployments, alarms and recoveries are the timeline", () => {
    const { incidents, others } = findIncidents(
      story({
        findings: [finding("orders-api", "duration", "10:00", { direction: "down" })],
        deployments: [canary],
        alarmChanges: [alarm("a", "11:10", "payments-charge")],
        limitHits: [limitHit("catalog-search", "11:25", "11:26")],
      }),
      tellUtc,
    );
    expect(incidents).toEqual([]);
    expect(others.map(({ kind }) => kind)).toEqual(["limit", "alarm", "deployment", "recovery"]);
  });
});

describe("findIncidents: the suspected cause", () => {
  const failing = { findings: [finding("payments-charge", "errors", "11:05")] };

  it("names the change that came right before, and why", () => {
    const [incident] = incidentsOf({ ...failing, deployments: [deployment("payments-charge", "11:04:00")] });
    expect(incident?.sentence).toBe(
      "payments-charge errors since 11:05 UTC, one minute after version 42 took 10 % of live",
    );
    expect(incident?.cause).toMatchObject({ certainty: "suspected", kind: "deployment" });
    expect(incident?.cause?.reasons).toEqual([
      "Version 42 took 10 % of live at 11:04:00 UTC, one minute before the onset.",
      "Nothing else was deployed there in the 15 minutes before.",
    ]);
    expect(incident?.causeUnknown).toBeNull();
  });

  it("takes a change within the minute of the onset for earlier, for onsets are told by the minute", () => {
    const [incident] = incidentsOf({
      ...failing,
      deployments: [deployment("payments-charge", "11:05:41")],
    });
    expect(incident?.sentence).toContain("in the minute in which version 42 took 10 % of live");
  });

  it("never blames what came after the onset, hours before it, elsewhere, or moved no traffic", () => {
    const [incident] = incidentsOf({
      ...failing,
      deployments: [
        deployment("payments-charge", "11:06:00"),
        deployment("payments-charge", "09:05"),
        deployment("catalog-search", "11:04"),
        deployment("payments-charge", "11:03", { kind: "version" }),
      ],
      calls: [call("shop-api/prod > payments-charge"), call("shop-api/prod > catalog-search")],
    });
    expect(incident?.cause).toBeNull();
    expect(incident?.causeUnknown).toBe(
      "Not known: no deployment there is known within 15 minutes before, and no limit is known to have been reached.",
    );
  });

  it("shows it by the versions: only the new one fails", () => {
    const [incident] = incidentsOf({
      ...failing,
      deployments: [canary],
      versions: new Map([
        [canary.id, { version: { requests: 300, failures: 31 }, others: { requests: 2700, failures: 3 } }],
      ]),
    });
    expect(incident?.cause?.certainty).toBe("shown");
    expect(incident?.cause?.reasons[1]).toBe(
      "Mostly version 42 fails: 31 of 34 failures are its own. Version 42 failed in 31 of 300 invocations (10.3 %), all others in 3 of 2,700 invocations (0.11 %).",
    );
  });

  it("rules it out by the versions: the old one fails as much", () => {
    const [incident] = incidentsOf({
      ...failing,
      deployments: [canary],
      versions: new Map([
        [canary.id, { version: { requests: 300, failures: 1 }, others: { requests: 2700, failures: 200 } }],
      ]),
    });
    expect(incident?.cause).toBeNull();
    expect(incident?.ruledOut).toEqual([
      {
        text: "version 42 took 10 % of live",
        reason:
          "Version 42 failed in 1 of 300 invocations (0.33 %), all others in 200 of 2,700 invocations (7.41 %).",
      },
    ]);
    expect(incident?.causeUnknown).toContain("what was deployed is not what fails");
  });

  it("shows nothing by versions that had too little beside them to compare with", () => {
    const told = (version: [number, number], others: [number, number]) => {
      const of = ([requests, failures]: [number, number]) => ({ requests, failures });
      const versions = new Map([[canary.id, { version: of(version), others: of(others) }]]);
      return incidentsOf({ ...failing, deployments: [canary], versions })[0]?.cause;
    };
    expect(told([3000, 150], [4, 0])?.certainty).toBe("suspected");
    expect(told([3000, 3], [50, 0])?.certainty).toBe("suspected");
    expect(told([3000, 150], [0, 0])?.certainty).toBe("suspected");
    expect(told([3000, 150], [4, 0])?.reasons.join()).not.toContain("fails:");
    expect(told([300, 31], [2700, 0])?.certainty).toBe("shown");
  });

  it("does not judge a version by its errors where something else is wrong, or where it was taken out", () => {
    const worse = { version: { requests: 300, failures: 31 }, others: { requests: 2700, failures: 3 } };
    const better = { version: { requests: 300, failures: 0 }, others: { requests: 2700, failures: 9 } };
    for (const figures of [worse, better]) {
      const [slow] = incidentsOf({
        findings: [finding("payments-charge", "duration", "11:05")],
        deployments: [canary],
        versions: new Map([[canary.id, figures]]),
      });
      expect(slow?.cause).toMatchObject({ deploymentId: canary.id, certainty: "suspected" });
      expect(slow?.ruledOut).toEqual([]);
    }
    const out = deployment("payments-charge", "11:05", { share: 0 });
    const [rolledBack] = incidentsOf({
      ...failing,
      deployments: [out],
      versions: new Map([[out.id, worse]]),
    });
    expect(rolledBack?.cause).toMatchObject({
      text: "version 42 was taken out of live",
      certainty: "suspected",
    });
  });

  it("says what else was deployed, and that some may not be known", () => {
    const reasons = (deployments: IncidentInput["deployments"], deploymentsMayMiss = false) =>
      incidentsOf({ ...failing, deployments, deploymentsMayMiss })[0]?.cause?.reasons.at(-1);
    const configuration = deployment("payments-charge", "11:01", { kind: "configuration" });
    const older = deployment("payments-charge", "11:00", { kind: "configuration" });
    expect(reasons([canary], true)).toBe(
      "Nothing else is known to have been deployed there in the 15 minutes before, though not all deployments could be read.",
    );
    expect(reasons([canary, configuration])).toBe(
      "1 more change was made there in the 15 minutes before; this is the last that moved traffic.",
    );
    expect(reasons([older, configuration])).toBe("1 more change was made there in the 15 minutes before.");
  });

  it("does not hide a deployment behind the limit that it may have led to", () => {
    const [incident] = incidentsOf({
      findings: [finding("catalog-search", "throttles", "11:25")],
      limitHits: [limitHit("catalog-search", "11:25", "11:35")],
      deployments: [deployment("catalog-search", "11:24")],
    });
    expect(incident?.cause?.kind).toBe("limit");
    expect(incident?.cause?.reasons.at(-1)).toBe(
      "A deployment fits as well: Version 42 took 10 % of live at 11:24:00 UTC, one minute before the onset.",
    );
  });

  it("names the limit that refused the calls, and the rise before it", () => {
    const [incident] = incidentsOf({
      findings: [
        finding("catalog-search", "throttles", "11:25", { to: "11:35" }),
        finding("catalog-search", "invocations", "11:25", { to: "11:35", ratio: 3.24 }),
      ],
      limitHits: [limitHit("catalog-search", "11:25", "11:35")],
    });
    expect(incident?.sentence).toBe(
      "catalog-search throttled calls from 11:25 to 11:35 UTC: it reached the 5 concurrent executions reserved for it",
    );
    expect(incident?.cause?.reasons.at(-1)).toBe("Before it calls rose to 3.2 times the usual.");
  });

  it("suspects more calls of longer waits, not of errors", () => {
    const rise = finding("api", "invocations", "10:00", { ratio: null });
    const [slow] = incidentsOf({ findings: [finding("api", "duration", "10:01"), rise] });
    expect(slow?.cause).toMatchObject({ kind: "traffic", certainty: "suspected" });
    const [failed] = incidentsOf({ findings: [finding("api", "errors", "10:01"), rise] });
    expect(failed?.cause).toBeNull();
  });

  it("names what all of them call where that got worse", () => {
    const table = {
      service: "DynamoDB",
      part: "table stock",
      callers: [subject("a")],
      fromMs: clock("10:00"),
      reason: "20 of 60 traced calls were throttled, before 0 of 70.",
    };
    const other = { ...table, part: "table orders", callers: [subject("b")] };
    const findings = [finding("a", "errors", "10:00"), finding("b", "errors", "10:01")];
    const [incident] = incidentsOf({ findings, dependencies: [table, other] });
    expect(incident?.cause).toMatchObject({ kind: "dependency", certainty: "suspected" });
    expect(incident?.sentence).toBe("a and b errors since 10:00 UTC: calls to DynamoDB went worse");
    const third = finding("c", "errors", "10:00");
    const [most] = incidentsOf({ findings: [...findings, third], dependencies: [table, other] });
    expect(most?.cause?.reasons.at(-1)).toContain(
      "a, b call DynamoDB, of the others X-Ray's sample does not show it",
    );
    expect(incidentsOf({ findings, dependencies: [table] })[0]?.cause).toBeNull();
    const [elsewhere] = incidentsOf({ findings: [finding("c", "errors", "10:00")], dependencies: [table] });
    expect(elsewhere?.cause).toBeNull();
  });

  it("claims nothing where the onset is not known or the sources could not be read", () => {
    const [before] = incidentsOf({
      findings: [finding("payments-charge", "errors", "09:00", { beganBefore: true })],
      deployments: [deployment("payments-charge", "09:00")],
    });
    expect(before?.sentence).toBe("payments-charge errors since before 09:00 UTC");
    expect(before?.cause).toBeNull();
    const [blind] = incidentsOf({
      ...failing,
      deployments: null,
      limitHits: null,
      calls: null,
      alarmChanges: null,
    });
    const [partly] = incidentsOf({ ...failing, deploymentsMayMiss: true });
    expect(partly?.causeUnknown).toContain("though not all deployments could be read");
    expect(blind?.causeUnknown).toBe(
      "Not known: deployments could not be read, and limits could not be read.",
    );
  });
});

describe("findIncidents: the timeline", () => {
  it("has deployments, limits, onsets, alarms and ends of the incident, oldest first", () => {
    const { incidents, others } = findIncidents(
      story({
        findings: [finding("payments-charge", "errors", "11:05", { to: "11:40" })],
        deployments: [canary, deployment("ledger", "11:00")],
        alarmChanges: [
          alarm("charge-errors", "11:50", "payments-charge", "OK"),
          alarm("charge-errors", "11:09", "payments-charge"),
          alarm("disk", "11:09", null),
          alarm("broken", "11:10", "payments-charge shop-api/prod"),
        ],
      }),
      tellUtc,
    );
    expect(incidents[0]?.events.map(({ kind, text }) => [kind, text])).toEqual([
      ["deployment", "version 42 took 10 % of live"],
      ["onset", "errors up at payments-charge"],
      ["alarm", "alarm charge-errors fired"],
      ["alarm", "alarm broken fired"],
      ["end", "errors over"],
      ["alarm", "alarm charge-errors went back to OK"],
    ]);
    expect(others.map(({ text }) => text)).toEqual(["alarm disk fired", "version 42 took 10 % of live"]);
  });

  it("orders incidents: failing before unusual, severe before mild, lasting before over", () => {
    const incidents = incidentsOf({
      findings: [
        finding("busy", "invocations", "09:10", { severity: "high" }),
        finding("mild", "errors", "09:40", { severity: "low" }),
        finding("over", "errors", "11:10", { severity: "high", to: "11:20" }),
        finding("lasting", "errors", "10:10", { severity: "high" }),
      ],
    });
    expect(incidents.map((one) => one.subject)).toEqual(["lasting", "over", "mild", "busy"].map(subject));
    expect(incidents.at(-1)).toMatchObject({ failing: false, cause: null });
  });

  it("leaves out what has no instant", () => {
    const never = deployment("payments-charge", "11:05", { id: "never" });
    const input = story({
      findings: [finding("payments-charge", "errors", "no time"), finding("orders", "errors", "10:00")],
      deployments: [{ ...never, atMs: Number.NaN as typeof never.atMs }],
    });
    const { incidents, others } = findIncidents(input, tellUtc);
    expect(incidents.map((one) => one.subject)).toEqual([subject("orders")]);
    expect(others).toEqual([]);
  });
});
