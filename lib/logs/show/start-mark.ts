import type { ParsedLine } from "@/lib/model/log";

/** What a line of the platform says of an init or a restore. */
export interface StartMark {
  readonly word: "init" | "restore" | "cold" | "failed init" | "failed restore";
  /** Milliseconds, as the line says; null where it does not. */
  readonly durationMs: number | null;
  /** A request waited for it, as the line itself says: only a REPORT does, and a failed init. */
  readonly felt: boolean;
}

/** null: the line is about no init. */
export function startMark({
  kind,
  report,
  init,
}: Pick<ParsedLine, "kind" | "report" | "init">): StartMark | null {
  switch (kind) {
    case "init-start":
      return { word: "init", durationMs: null, felt: false };
    case "restore-start":
      return { word: "restore", durationMs: null, felt: false };
    case "init-report":
    case "restore-report": {
      const what = kind === "init-report" ? "init" : "restore";
      const failed = init !== null && init.status !== null && init.status !== "success";
      return { word: failed ? `failed ${what}` : what, durationMs: init?.durationMs ?? null, felt: failed };
    }
    case "report": {
      const { restoreDurationMs = null, initDurationMs = null } = report ?? {};
      if (restoreDurationMs !== null) return { word: "restore", durationMs: restoreDurationMs, felt: true };
      return initDurationMs === null ? null : { word: "cold", durationMs: initDurationMs, felt: true };
    }
    default:
      return null;
  }
}
