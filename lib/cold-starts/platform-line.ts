/** A line of the platform in one log stream, as far as cold starts are concerned. */
export interface PlatformLine {
  /** Epoch milliseconds. */
  readonly atMs: number;
  readonly what:
    | "init-start"
    | "restore-start"
    | "init-report"
    | "start"
    | "report"
    /** The platform's own words about a timeout or an exit, in the style before 2025. */
    | "failure"
    /** The runtime could not hand over a response: Lambda refused its size. */
    | "response-refused";
  /** Of START and REPORT. */
  readonly requestId: string | null;
  /** `provisioned-concurrency` of JSON lines; else null. */
  readonly initializationType: string | null;
  /** `success`, `timeout`, `error`, `failure` as written; null: not written. */
  readonly status: string | null;
  /** Of reports: Duration; of init reports: the init's or restore's duration. */
  readonly durationMs: number | null;
  readonly billedDurationMs: number | null;
  readonly initMs: number | null;
  readonly restoreMs: number | null;
  readonly billedRestoreMs: number | null;
  /** Of REPORT, in MB of 1,024 KB as Lambda counts them; null: not written. */
  readonly memorySizeMb: number | null;
  readonly maxMemoryUsedMb: number | null;
  /** What the line says of a limit: of a REPORT its error type, of a failure that the process was killed. */
  readonly sign: "out-of-memory" | "killed" | "response-too-large" | null;
  /** X-Ray's, of a REPORT whose request was sampled; else null. */
  readonly traceId: string | null;
}

/** The runtime process is gone after a timeout, an exit or running out of memory. [D lambda-runtime-environment] */
export function endsProcess({ what, status }: PlatformLine): boolean {
  return what === "failure" || (what === "report" && (status === "timeout" || status === "error"));
}
