import type { TraceComparison, TraceFinding, TraceRow } from "@/lib/model/views/traces";
import { outcomeOf } from "@/lib/traces/summaries/outcome-of";

/** Some of the selected traces: a twentieth, and never fewer than three. */
const SUPPORT_SHARE = 0.05;
const SUPPORT_LEAST = 3;
/** Less than this much more often is no difference worth reading. */
const LEAST_LIFT = 1.25;
const MOST_FINDINGS = 40;

interface Side {
  readonly label: string;
  readonly rows: readonly TraceRow[];
}

/**
 * What the selected traces have more often than the others: properties ranked by lift, which is the share among the
 * selected ÷ the share among the others. A property that no other trace has counts as if half of one had it, so that one
 * had by all stands before one had by few.
 */
export function compareTraces(selected: Side, others: Side): TraceComparison {
  const minimumSupport = Math.max(SUPPORT_LEAST, Math.ceil(selected.rows.length * SUPPORT_SHARE));
  const here = countProperties(selected.rows);
  const there = countProperties(others.rows);
  const findings: RankedFinding[] = [];
  for (const [id, { kind, name, known, values }] of here) {
    const other = there.get(id);
    const ofOthers = kind === "cold-start" ? (other?.known ?? 0) : others.rows.length;
    const ofSelected = kind === "cold-start" ? known : selected.rows.length;
    for (const [value, count] of values) {
      if (count < minimumSupport) continue;
      const othersCount = other?.values.get(value) ?? 0;
      const rank = ofOthers === 0 ? 0 : count / ofSelected / (Math.max(othersCount, 0.5) / ofOthers);
      if (rank < LEAST_LIFT) continue;
      findings.push({
        rank,
        finding: {
          kind,
          name,
          value,
          selected: { count, of: ofSelected },
          others: { count: othersCount, of: ofOthers },
          lift: othersCount === 0 ? null : rank,
        },
      });
    }
  }
  findings.sort(
    (a, b) =>
      b.rank - a.rank ||
      b.finding.selected.count - a.finding.selected.count ||
      (idOf(a.finding) < idOf(b.finding) ? -1 : 1),
  );
  return {
    selectedLabel: selected.label,
    othersLabel: others.label,
    selectedCount: selected.rows.length,
    othersCount: others.rows.length,
    minimumSupport,
    findings: findings.slice(0, MOST_FINDINGS).map(({ finding }) => finding),
  };
}

interface RankedFinding {
  readonly rank: number;
  readonly finding: TraceFinding;
}

/** How many traces have each value of one property. */
interface PropertyCounts {
  readonly kind: TraceFinding["kind"];
  readonly name: string;
  /** Traces of which the property is known at all. */
  known: number;
  readonly values: Map<string, number>;
}

/** By kind and name: there are few of those and thousands of values, which are not worth a key of their own. */
function countProperties(rows: readonly TraceRow[]): ReadonlyMap<string, PropertyCounts> {
  const found = new Map<string, PropertyCounts>();
  const add = (kind: TraceFinding["kind"], name: string, value: string) => {
    const id = kind === "annotation" ? `annotation ${name}` : kind;
    let counts = found.get(id);
    if (counts === undefined) {
      counts = { kind, name, known: 0, values: new Map() };
      found.set(id, counts);
    }
    counts.known += 1;
    counts.values.set(value, (counts.values.get(value) ?? 0) + 1);
  };
  for (const row of rows) {
    const outcome = outcomeOf(row);
    if (outcome !== "ok") add("outcome", "outcome", outcome);
    if (row.status !== null) add("status", "status", String(row.status));
    if (row.route !== null) add("route", "route", row.route);
    if (row.cold !== null) add("cold-start", "cold start", row.cold ? "yes" : "no");
    if (row.rootCause !== null) add("root-cause", "root cause", row.rootCause);
    for (const service of row.services) add("service", "service", service);
    row.annotations.forEach(([name, value], index, all) => {
      const isRepeated = all.some(
        ([earlier, same], i) => i < index && earlier === name && String(same) === String(value),
      );
      if (!isRepeated) add("annotation", name, String(value));
    });
  }
  return found;
}

function idOf({ kind, name, value }: TraceFinding): string {
  return `${kind}\0${name}\0${value}`;
}
