import "server-only";
import type { CallTarget } from "@/lib/aws/call-scope";
import type { Meter, MeterSnapshot } from "@/lib/aws/meter";
import type { Failure, FailureKind } from "@/lib/model/failure";
import type { Panel } from "@/lib/model/panel";
import type { CombinedTarget } from "@/lib/model/views/combined-overview";
import type { ApiRow, FunctionRow } from "@/lib/model/views/overview";
import { loadApis } from "@/lib/server/load-apis";
import { addConfiguration, loadFunctionFigures } from "@/lib/server/load-functions";
import { dataOf, failureIn, panelOf } from "@/lib/server/panel-of";
import { AccountTrouble, startView } from "@/lib/server/view-request";
import { BadParameter } from "@/lib/url/bad-parameter";
import type { RawSearch } from "@/lib/url/search";

/** What one account and region answered. */
export interface TargetResult {
  readonly target: CallTarget;
  readonly state: CombinedTarget["state"];
  readonly failures: readonly Failure[];
  readonly functions: readonly FunctionRow[] | null;
  readonly apis: readonly ApiRow[] | null;
  /** null: nothing was asked. */
  readonly spent: MeterSnapshot | null;
}

/** Functions and stages of one target, by the overview's own loaders. Never rejects for a fault of AWS. */
export async function loadTarget(
  target: CallTarget,
  search: RawSearch,
  signal: AbortSignal,
  /** Told what counts its calls, for the case that it is given up. */
  onStart: (meter: Meter) => void = () => undefined,
): Promise<TargetResult> {
  try {
    const { view, account } = await startView({ ...search, ...target }, signal);
    onStart(view.scope.meter);
    const figures = loadFunctionFigures(view);
    const functionPanel = panelOf(() => addConfiguration(view, figures));
    const apiPanel = panelOf(() => loadApis(view));
    await account;
    const [functions, apis] = await Promise.all([functionPanel, apiPanel]);
    return settled(target, functions, apis, view.scope.meter.snapshot());
  } catch (error) {
    const failure = error instanceof AccountTrouble ? error.failure : (failureIn(error) ?? refused(error));
    if (failure === null) throw error;
    return unread(target, stateOf(failure.kind), [failure]);
  }
}

/** By the clock of this account's endpoint the window may lie where that of another one does not. */
function refused(error: unknown): Failure | null {
  if (!(error instanceof BadParameter)) return null;
  return {
    kind: "invalid",
    operation: error.parameter,
    message: error.message,
    nextStep: "Choose another time range, or look at this account by itself.",
    action: null,
    resource: null,
  };
}

export function unread(
  target: CallTarget,
  state: CombinedTarget["state"],
  failures: readonly Failure[] = [],
): TargetResult {
  return { target, state, failures, functions: null, apis: null, spent: null };
}

function settled(
  target: CallTarget,
  functionPanel: Panel<readonly FunctionRow[]>,
  apiPanel: Panel<{ readonly rows: readonly ApiRow[] }>,
  spent: MeterSnapshot,
): TargetResult {
  const functions = dataOf(functionPanel);
  const apis = dataOf(apiPanel)?.rows ?? null;
  const failures = [...failuresOf(functionPanel), ...failuresOf(apiPanel)];
  const [first] = failures;
  const state =
    first === undefined
      ? functions?.length === 0 && apis?.length === 0
        ? "empty"
        : "ok"
      : functions === null && apis === null
        ? stateOf(first.kind)
        : "partial";
  return { target, state, failures, functions, apis, spent };
}

function failuresOf(panel: Panel<unknown>): readonly Failure[] {
  if (panel.state === "partial") return panel.failures;
  return panel.state === "ok" || panel.state === "empty" ? [] : [panel.failure];
}

const states: Partial<Record<FailureKind, CombinedTarget["state"]>> = {
  denied: "denied",
  "expired-credentials": "expired",
  "no-credentials": "no-credentials",
  throttled: "throttled",
  budget: "budget",
  ask: "ask",
};

function stateOf(kind: FailureKind): CombinedTarget["state"] {
  return states[kind] ?? "failed";
}
