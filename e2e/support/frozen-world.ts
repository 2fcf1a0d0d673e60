import { frozenNow, regions } from "@/lib/tools/local-account";

/** Incidents lie at fixed offsets from the frozen now. */
export { frozenNow, regions };

/** Whole minutes, and whole periods for each length. */
export const windows = [
  { name: "the last hour", from: "2026-01-15T11:00:00Z", to: frozenNow },
  { name: "three hours", from: "2026-01-15T09:00:00Z", to: frozenNow },
  { name: "a day", from: "2026-01-14T12:00:00Z", to: frozenNow },
] as const;

export interface SharedView {
  readonly from: string;
  readonly to: string;
  readonly region?: string;
}

/** `/path?from=…&to=…&region=…` */
export function viewUrl(path: string, { from, to, region }: SharedView): string {
  return `${path}?${new URLSearchParams({ from, to, ...(region ? { region } : {}) })}`;
}
