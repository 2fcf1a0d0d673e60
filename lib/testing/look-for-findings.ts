import { awsNow } from "@/lib/aws/clock";
import { epochMs, HOUR_MS } from "@/lib/base/time";
import { DEFAULT_ACCOUNT } from "@/lib/config/accounts";
import type { SubjectFinding } from "@/lib/model/subject-finding";
import { loadFindings } from "@/lib/server/findings/load-findings";
import { openView, type ViewRequest } from "@/lib/server/view-request";

/** What the app finds in a window of the account that the environment names, as somebody at `nowMs` would see it. */
export async function lookForFindings(
  window: { readonly fromMs: number; readonly toMs: number },
  nowMs: number = awsNow(DEFAULT_ACCOUNT),
): Promise<readonly SubjectFinding[]> {
  const view = await openView(
    { from: String(window.fromMs), to: String(window.toMs) },
    new AbortController().signal,
  );
  const then: ViewRequest = { ...view, nowMs: epochMs(Math.min(view.nowMs, nowMs)) };
  return (await loadFindings(then)).data.findings;
}

/** The first look, of those a minute apart, that `sees` its finding in the three hours before it. null: none does. */
export async function firstSeen(
  fromMs: number,
  toMs: number,
  stepMs: number,
  sees: (findings: readonly SubjectFinding[]) => boolean,
): Promise<number | null> {
  for (let nowMs = fromMs; nowMs <= toMs; nowMs += stepMs) {
    if (sees(await lookForFindings({ fromMs: nowMs - 3 * HOUR_MS, toMs: nowMs }, nowMs))) return nowMs;
  }
  return null;
}
