import { quotaPeriods } from "@/lib/model/usage-plan";
import type { Refused, RefusingLimit } from "@/lib/model/views/refused";

/** A row of a query's answer: all values are texts, and one that has none is absent. */
export type TextRow = Readonly<Record<string, string>>;

type Names = ReadonlyMap<string, string>;

/** Where neither log names a key. */
const NO_KEY = "no key";
/** Characters that the execution log leaves of a key's value. */
const TAIL = 6;

export function sumOf(rows: readonly TextRow[]): number {
  return rows.reduce((sum, row) => sum + countOf(row), 0);
}

/** By `METHOD /resource`, else by route key; null: no row names one. */
export function byRoute(rows: readonly TextRow[]): Refused["byRoute"] {
  if (!rows.some((row) => told(row.method) !== null || told(row.routeKey) !== null)) {
    return rows.length === 0 ? [] : null;
  }
  return summed(rows, routeOf).map(([route, count]) => ({ route, count }));
}

function routeOf(row: TextRow): string {
  const method = told(row.method);
  const resource = told(row.resource) ?? (told(row.resourceId) && `resource ${row.resourceId}`);
  const parts = [method, resource].filter((part) => part !== null);
  return resource === null ? (told(row.routeKey) ?? (parts.join(" ") || "unknown route")) : parts.join(" ");
}

/** By id, as an access log names keys. @param names by key id */
export function byKeyId(rows: readonly TextRow[], names: Names): Refused["byKey"] {
  return summed(rows, (row) => told(row.keyId) ?? NO_KEY).map(([key, count]) => ({
    key,
    name: names.get(key) ?? null,
    count,
  }));
}

/** By the end of the key's value, which is what an execution log shows; null: no row has any. */
export function byKeyTail(rows: readonly TextRow[]): Refused["byKey"] {
  if (!rows.some((row) => tailOf(row) !== null)) return rows.length === 0 ? [] : null;
  return summed(rows, (row) => tailOf(row) ?? NO_KEY).map(([key, count]) => ({ key, name: null, count }));
}

/** However much of it the log should show. */
function tailOf({ masked }: TextRow): string | null {
  const tail = (told(masked) ?? "").replace(/^\*+/, "").slice(-TAIL);
  return tail === "" ? null : `…${tail}`;
}

/** By the limit that the execution log names. @param names of usage plans by id */
export function byLimit(rows: readonly TextRow[], names: Names): RefusingLimit[] {
  const limits = new Map<string, RefusingLimit>();
  for (const row of rows) {
    const period = quotaPeriods.find((one) => one === row.period) ?? null;
    const planId = told(row.plan);
    const limit: RefusingLimit = {
      kind: period === null ? "throttle" : "quota",
      planId,
      planName: names.get(planId ?? "") ?? null,
      limit: numberIn(row.limit),
      burstLimit: numberIn(row.burst),
      period,
      count: countOf(row),
    };
    const key = [planId, limit.limit, limit.burstLimit, period].join(" ");
    limits.set(key, { ...limit, count: limit.count + (limits.get(key)?.count ?? 0) });
  }
  return [...limits.values()].sort((a, b) => b.count - a.count);
}

/** Most first, then by name. */
function summed(rows: readonly TextRow[], keyOf: (row: TextRow) => string): [string, number][] {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + countOf(row));
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
}

function countOf(row: TextRow): number {
  return numberIn(row.requests) ?? 0;
}

function numberIn(text: string | undefined): number | null {
  return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}

/** `-` stands for a missing value. */
function told(value: string | undefined): string | null {
  return value === undefined || value === "" || value === "-" ? null : value;
}
