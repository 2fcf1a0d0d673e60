import "server-only";
import { groupOfLog, type InsightsRow } from "@/lib/aws/logs-insights";
import type { LoggedRequests, LoggedSums } from "@/lib/cost/logged-usage";
import { functionOfGroup } from "@/lib/logs/stream-name";

/** CloudWatch counts so many bytes with each event. [D cloudwatch_limits_cwl] */
export const EVENT_OVERHEAD_BYTES = 26;

/** The function that a row is of; null: none of those asked about. */
export type OwnerOf = (group: string, named: string | null) => string | null;

/** An environment as a row names it. */
export interface RowStream {
  readonly group: string;
  readonly stream: string;
}

/**
 * Sums from the rows of `usageQuery`; a row without an owner is left out. Characters are taken for bytes, so that what is
 * not ASCII is counted short.
 */
export function loggedSumsOf(
  rows: readonly InsightsRow[],
  ownerOf: OwnerOf,
  provisionedOf: (functionName: string, stream: RowStream | null) => boolean | null,
): LoggedSums[] {
  return rows.flatMap((row): LoggedSums[] => {
    const group = groupOfLog(row.log);
    const functionName = ownerOf(group, row.fn || null);
    if (functionName === null) return [];
    const memoryMb = Math.round(numberIn(row, "memoryMb"));
    const stream = row.stream ? { group, stream: row.stream } : null;
    return [
      {
        functionName,
        version: row.version || null,
        bin: numberIn(row, "bin"),
        memoryMb: memoryMb > 0 ? memoryMb : null,
        provisioned: provisionedOf(functionName, stream),
        reports: numberIn(row, "reports"),
        durationMs: numberIn(row, "ran"),
        handlerMs: numberIn(row, "handler"),
        billedMs: numberIn(row, "billed"),
        logBytes: numberIn(row, "characters") + EVENT_OVERHEAD_BYTES * numberIn(row, "lines"),
      },
    ];
  });
}

/** Environments that ran something. */
export function streamsIn(rows: readonly InsightsRow[]): readonly RowStream[] {
  const streams = rows.filter((row) => row.stream && numberIn(row, "reports") > 0);
  return [
    ...new Map(
      streams.map((row) => [
        `${groupOfLog(row.log)} ${row.stream}`,
        { group: groupOfLog(row.log), stream: row.stream ?? "" },
      ]),
    ).values(),
  ];
}

/** Answers that a gateway gives by itself: not authorized, forbidden, too many requests. */
const REFUSALS: ReadonlySet<string> = new Set(["401", "403", "429"]);

/**
 * Requests from the rows of `requestsQuery`. Refused is what a gateway answered so without calling the integration; a
 * log that does not tell whether it did counts all answers of these three as refused.
 */
export function loggedRequestsOf(
  rows: readonly InsightsRow[],
  api: string,
  tellsIntegration: boolean,
): LoggedRequests[] {
  return rows.map((row) => {
    const requests = numberIn(row, "requests");
    const reached = tellsIntegration && numberIn(row, "reached") > 0;
    const refused = REFUSALS.has(row.answer ?? "") && !reached ? requests : 0;
    return {
      api,
      route: routeIn(row, api),
      bin: numberIn(row, "bin"),
      charged: requests - refused,
      refused,
    };
  });
}

function routeIn(row: InsightsRow, api: string): string | null {
  const named = plain(row.named);
  const parts = [plain(row.verb), plain(row.resource)];
  const route = named ?? (parts.every((part) => part !== null) ? parts.join(" ") : null);
  return route === null ? null : `${api} ${route}`;
}

function plain(text: string | undefined): string | null {
  return text === undefined || text === "" || text === "-" ? null : text;
}

/** A group's own function, or the one that the stream names. */
export function ownersOf(
  functions: readonly { readonly config: { readonly name: string; readonly logGroup: string } }[],
): OwnerOf {
  const byGroup = new Map<string, string[]>();
  for (const { config } of functions) {
    byGroup.set(config.logGroup, [...(byGroup.get(config.logGroup) ?? []), config.name]);
  }
  return (group, named) => {
    const sharing = byGroup.get(group) ?? [];
    const name = named ?? functionOfGroup(group);
    if (name !== null && sharing.includes(name)) return name;
    return named === null && sharing.length === 1 ? (sharing[0] ?? null) : null;
  };
}

/** Absent or no number is 0, as sums over no lines are. */
function numberIn(row: InsightsRow, name: string): number {
  const value = Number(row[name] ?? 0);
  return Number.isFinite(value) ? value : 0;
}
