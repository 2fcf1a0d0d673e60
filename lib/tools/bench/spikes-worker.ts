import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import { firstSeen, lookForFindings } from "@/lib/testing/look-for-findings";
import { type Looked, names, scoreOf, type TrueIncident } from "@/lib/tools/bench/spikes-score";

/**
 * One world's score, as JSON on standard output: `spikes-worker.ts URL NOW_MS delay|no-delay`. A process of its own, as
 * the account of a process is fixed, under `--conditions=react-server`, in which the guard of the server's modules is
 * empty.
 */
const [url = "", now = "", delay = ""] = process.argv.slice(2);
const nowMs = Number(now);
const dayMs = nowMs - DAY_MS;

const told = await truthOf(dayMs, nowMs);
const incidents: readonly TrueIncident[] = await Promise.all(
  told.incidents.map(async (one) => ({ ...one, seenMs: await firstFailure(one) })),
);

const hours: Looked[] = [];
for (let fromMs = dayMs; fromMs < nowMs; fromMs += 3 * HOUR_MS) hours.push(await look(fromMs, 3 * HOUR_MS));
const day = await look(dayMs, DAY_MS);
const delays = delay === "delay" ? await delaysOf() : [];
process.stdout.write(JSON.stringify({ hours: scoreOf(hours), day: scoreOf([day]), delays }));
process.exit(0);

async function look(fromMs: number, length: number): Promise<Looked> {
  const window = { fromMs, toMs: fromMs + length };
  return {
    ...window,
    findings: await lookForFindings(window),
    incidents: incidents.filter((incident) => incident.fromMs < window.toMs && incident.toMs > window.fromMs),
  };
}

/** Of each incident that begins in the day: how long until a look at the last three hours names it. */
async function delaysOf(): Promise<{ kind: string; delayMs: number | null }[]> {
  const delays: { kind: string; delayMs: number | null }[] = [];
  for (const incident of incidents.filter(({ fromMs }) => fromMs >= dayMs)) {
    const first = incident.fromMs + 2 * MINUTE_MS;
    const last = Math.min(incident.toMs, nowMs, first + HOUR_MS);
    const seen = await firstSeen(first, last, 2 * MINUTE_MS, (findings) =>
      findings.some((found) => names(incident, found)),
    );
    delays.push({ kind: incident.kind, delayMs: seen === null ? null : seen - incident.fromMs });
  }
  return delays;
}

interface Truth {
  readonly incidents: readonly Omit<TrueIncident, "seenMs">[];
  readonly functions: Readonly<Record<string, { readonly errors: number; readonly throttles: number }>>;
}

async function truthOf(fromMs: number, toMs: number): Promise<Truth> {
  return (await fetch(`${url}/_sandbox/truth?region=us-east-1&from=${fromMs}&to=${toMs}`)).json();
}

/** A version that fails one call in twenty may be called for minutes before it does. */
async function firstFailure({ fromMs, functions }: Omit<TrueIncident, "seenMs">): Promise<number> {
  for (let minuteMs = fromMs; minuteMs < fromMs + HOUR_MS; minuteMs += MINUTE_MS) {
    const counts = (await truthOf(minuteMs, minuteMs + MINUTE_MS)).functions[functions[0] ?? ""];
    if (counts && counts.errors + counts.throttles > 0) return minuteMs;
  }
  return fromMs;
}
