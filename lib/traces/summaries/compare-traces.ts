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
  const findings = [...here.counts.values()].flatMap((property): readonly RankedFinding[] => {
    if (property.count < minimumSupport) return [];
    const othersCount = there.counts.get(property.id)?.count ?? 0;
    const of = { selected: here.known(property.kind), others: there.known(property.kind) };
    const share = property.count / of.selected;
    const rank = of.others === 0 ? 0 : share / (Math.max(othersCount, 0.5) / of.others);
    if (rank < LEAST_LIFT) return [];
    return [
      {
        rank,
        finding: {
          kind: property.kind,
          name: property.name,
          value: property.value,
          selected: { count: property.count, of: of.selected },
          others: { count: othersCount, of: of.others },
          lift: othersCount === 0 ? null : rank,
        },
      },
    ];
  });
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

type Property = Pick<TraceFinding, "kind" | "name" | "value">;

function countProperties(rows: readonly TraceRow[]) {
  const counts = new Map<string, Property & { id: string; count: number }>();
  let coldKnown = 0;
  for (const row of rows) {
    if (row.cold !== null) coldKnown += 1;
    const own = new Map(propertiesOf(row).map((property) => [idOf(property), property]));
    for (const [id, property] of own) {
      const known = counts.get(id);
      if (known === undefined) counts.set(id, { ...property, id, count: 1 });
      else known.count += 1;
    }
  }
  /** Whether a trace was cold is known of some; everything else of all. */
  const known = (kind: TraceFinding["kind"]) => (kind === "cold-start" ? coldKnown : rows.length);
  return { counts, known };
}

function propertiesOf(row: TraceRow): readonly Property[] {
  const outcome = outcomeOf(row);
  return [
    ...(outcome === "ok" ? [] : [{ kind: "outcome", name: "outcome", value: outcome } as const]),
    ...(row.status === null ? [] : [{ kind: "status", name: "status", value: String(row.status) } as const]),
    ...(row.route === null ? [] : [{ kind: "route", name: "route", value: row.route } as const]),
    ...row.services.map((value) => ({ kind: "service", name: "service", value }) as const),
    ...(row.cold === null
      ? []
      : [{ kind: "cold-start", name: "cold start", value: row.cold ? "yes" : "no" } as const]),
    ...(row.rootCause === null
      ? []
      : [{ kind: "root-cause", name: "root cause", value: row.rootCause } as const]),
    ...row.annotations.map(([name, value]) => ({ kind: "annotation", name, value: String(value) }) as const),
  ];
}

function idOf({ kind, name, value }: Property): string {
  return `${kind}\0${name}\0${value}`;
}
