import { type FunctionUsage, noOwner, type UsageRecord } from "@/lib/cost/usage";
import type { FunctionFacts } from "@/lib/cost/waste/facts";

/** Usage that bought nothing, before it is priced. */
export interface Waste {
  readonly subject: { readonly kind: "function" | "log-group"; readonly name: string };
  /** The least and the most that it may be; `high` is null when both are the same. */
  readonly low: readonly UsageRecord[];
  readonly high: readonly UsageRecord[] | null;
  /** window: grows with the time that is looked at; month: what is there costs this each month. */
  readonly per: "window" | "month";
  readonly certainty: "exact" | "range" | "estimate";
  readonly why: string;
  readonly remedy: string;
  readonly assumptions: readonly string[];
}

export interface Execution {
  readonly memoryMb: number;
  readonly requests: number;
  /** Without init. */
  readonly billedMs: number;
  readonly initMs: number;
}

export const unknownEnvironment =
  "REPORT does not say whether an execution was on demand or in a provisioned environment: the lower end takes the price of provisioned ones, the upper end that of executions on demand.";

/** Executions as usage. Of a function with provisioned concurrency each end has a price of its own. */
export function executionUsage(
  fn: FunctionFacts,
  executions: readonly Execution[],
): Pick<Waste, "low" | "high"> {
  const records = (provisioned: boolean) =>
    executions.map(({ memoryMb, requests, billedMs, initMs }): FunctionUsage => {
      const ms = provisioned
        ? { billedMs: 0, initMs: 0, whileProvisionedMs: billedMs + initMs }
        : { billedMs, initMs, whileProvisionedMs: 0 };
      return { ...emptyUsage(fn), memoryMb, requests, ...ms };
    });
  return fn.provisioned ? { low: records(true), high: records(false) } : { low: records(false), high: null };
}

export function emptyUsage(fn: FunctionFacts): FunctionUsage {
  return {
    ...noOwner,
    kind: "function",
    functionName: fn.name,
    architecture: fn.architecture,
    memoryMb: fn.memoryMb,
    ephemeralStorageMb: fn.ephemeralStorageMb,
    requests: 0,
    billedMs: 0,
    initMs: 0,
    whileProvisionedMs: 0,
    logBytes: null,
    streamedBytes: 0,
  };
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
