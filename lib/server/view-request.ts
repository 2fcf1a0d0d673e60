import "server-only";
import { setMaxListeners } from "node:events";
import { type CallScope, targetKey } from "@/lib/aws/call-scope";
import { awsNow, isAwsTimeKnown } from "@/lib/aws/clock";
import { createMeter } from "@/lib/aws/meter";
import { sharedCacheState } from "@/lib/aws/shared-cache-state";
import { spendLedger } from "@/lib/aws/spend-ledger";
import { getCallerIdentity } from "@/lib/aws/sts";
import type { EpochMs } from "@/lib/base/time";
import { accountSettings, accounts } from "@/lib/config/accounts";
import { EnvironmentError } from "@/lib/config/environment";
import type { Periods } from "@/lib/metrics/ask";
import { type Grid, gridOf } from "@/lib/metrics/grid";
import { choosePeriod, previousWindow, wholeWindowPeriod } from "@/lib/metrics/period";
import type { Failure } from "@/lib/model/failure";
import type { Window } from "@/lib/model/metric";
import { askingVisitor } from "@/lib/server/access/asking-visitor";
import { chooseTarget } from "@/lib/server/choose-target";
import { spender } from "@/lib/server/page-signal";
import { failureIn } from "@/lib/server/panel-of";
import { waitBriefly } from "@/lib/server/wait-briefly";
import { parseConsent } from "@/lib/url/consent";
import type { RawSearch } from "@/lib/url/search";
import { parseTimeRange, type TimeRange } from "@/lib/url/time-range";

/** A page's question, understood: what was asked, about when and where, and on whose behalf AWS is called. */
export interface ViewRequest {
  readonly range: TimeRange;
  readonly account: string;
  readonly region: string;
  readonly regions: readonly string[];
  /** Names account and region: for the key of what must not outlive a change of either. */
  readonly target: string;
  readonly nowMs: EpochMs;
  readonly scope: CallScope;
  readonly window: Window;
  readonly previous: Window;
  readonly periods: Periods;
  readonly grid: Grid;
  /** The cache that instances share is configured and does not answer. */
  readonly alone: boolean;
}

/** Nothing at all can be read: the whole page is one explanation. */
export class AccountTrouble extends Error {
  override readonly name = "AccountTrouble";
  constructor(
    readonly failure: Failure,
    /** Whose it is, where there are several. */
    readonly account: string | null = null,
  ) {
    super(failure.message);
  }
}

/**
 * Reads the parameters that every page has and makes sure that AWS answers us at all.
 * @throws BadParameter, AccountTrouble
 */
export async function openView(search: RawSearch, signal: AbortSignal): Promise<ViewRequest> {
  const { view, account } = await startView(search, signal);
  await account;
  return view;
}

/**
 * The same for a page that starts its loads at once: `account` rejects with AccountTrouble when all of them are in vain.
 * Asking who we are costs nothing and is answered from the cache after the first time; only the very first call of a
 * process is waited for, because it tells what time it is at AWS.
 * @throws BadParameter, and AccountTrouble on the first call
 */
export async function startView(
  search: RawSearch,
  signal: AbortSignal,
): Promise<{ readonly view: ViewRequest; readonly account: Promise<void> }> {
  const [{ account, region, regions }, visitor] = await Promise.all([
    withEnvironment(() => chooseTarget(search)),
    askingVisitor(),
  ]);
  // One signal hears of every call of the page; Node warns of more than ten listeners otherwise.
  setMaxListeners(0, signal);
  // Bad times are refused before AWS is asked anything.
  parseTimeRange(search, awsNow(account));
  const meter = createMeter(spendLedger().meterOf(spender()));
  const consent = parseConsent(search);
  const scopeAt = (nowMs: EpochMs): CallScope => ({
    account,
    region,
    signal,
    meter,
    nowMs,
    consent,
    ...visitor,
  });
  const checked = waitBriefly(checkAccount(scopeAt(awsNow(account))));
  if (isAwsTimeKnown(account)) checked.catch(() => undefined);
  else await checked;
  const nowMs = awsNow(account);
  const range = parseTimeRange(search, nowMs);
  const window = { fromMs: range.fromMs, toMs: range.toMs };
  const stepMs = choosePeriod(window, nowMs);
  const view = {
    range,
    account,
    region,
    regions,
    target: targetKey({ account, region }),
    nowMs,
    scope: scopeAt(nowMs),
    window,
    previous: previousWindow(window),
    periods: { stepMs, wholeMs: wholeWindowPeriod(window, nowMs) },
    grid: gridOf(window, stepMs, nowMs),
    alone: sharedCacheState().state === "degraded",
  };
  return { view, account: checked };
}

/**
 * A wrong environment variable or file stops every page alike, and says so there too, not only in the console.
 * @throws AccountTrouble in the place of EnvironmentError
 */
export async function withEnvironment<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    throw new AccountTrouble({
      kind: "invalid",
      operation: "environment",
      message: error.message,
      nextStep: error.nextStep,
      action: null,
      resource: null,
    });
  }
}

/** A region or endpoint without STS is no reason to stop: only what would stop every other call is. */
async function checkAccount(scope: CallScope): Promise<void> {
  try {
    await getCallerIdentity(scope);
  } catch (error) {
    const failure = failureIn(error);
    if (!failure) throw error;
    const nothingWillAnswer =
      failure.kind === "no-credentials" ||
      failure.kind === "expired-credentials" ||
      failure.kind === "wrong-clock" ||
      // Not to be allowed to ask who one is can only mean the role that would have asked.
      failure.action === "sts:AssumeRole" ||
      (failure.kind === "unavailable" &&
        accountSettings(scope.account).endpointUrl !== null &&
        !isAwsTimeKnown(scope.account));
    if (nothingWillAnswer) {
      throw new AccountTrouble(failure, accounts().length > 1 ? scope.account : null);
    }
  }
}

/** The earlier window as a view of its own: same length, its own age. */
export function previousPeriods(view: ViewRequest): Periods {
  const wholeMs = wholeWindowPeriod(view.previous, view.nowMs);
  return { stepMs: wholeMs, wholeMs };
}
