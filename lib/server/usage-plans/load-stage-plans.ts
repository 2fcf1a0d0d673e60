import "server-only";
import { getKeyUsage, listApiKeyNames, listUsagePlans } from "@/lib/aws/usage-plans";
import type { StageSubject } from "@/lib/metrics/api-queries";
import type { Failure } from "@/lib/model/failure";
import type { StagePlans } from "@/lib/model/views/stage-limits";
import { type Empty, type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";
import { daysOfUse } from "@/lib/usage-plans/days-of-use";
import { plansAnswer, plansOfStage, planUse } from "@/lib/usage-plans/plan-use";

/** One management call a plan, and AWS takes ten a second from the whole account: the use of further plans is not asked. */
const MOST_PLANS = 12;

const noPlansEver: Empty = {
  empty: {
    reason: "HTTP APIs have no usage plans and no API keys.",
    nextStep: "Their requests are held back by the throttles of their stage and routes alone.",
  },
};

/**
 * Usage plans that include the stage, with what each key used of its quota. Names of keys take a right that may be left
 * out; keys are then told by their ids.
 * @throws AwsFailure when the plans cannot be listed
 */
export async function loadStagePlans(
  view: ViewRequest,
  { id: apiId, stage, kind }: StageSubject,
): Promise<Found<StagePlans> | Empty> {
  if (kind === "HTTP") return noPlansEver;
  const found = plansOfStage(await listUsagePlans(view.scope), { apiId, stage });
  const days = daysOfUse(view.window, view.nowMs);
  const { fromDay, toDay } = days;
  if (found.length === 0) {
    return { data: { answer: null, plans: [], fromDay, toDay, keyNames: "known" } };
  }
  const [names, usages] = await Promise.all([
    optional(listApiKeyNames(view.scope)),
    Promise.all(
      found.slice(0, MOST_PLANS).map(async ({ id }) => ({
        id,
        usage: await optional(getKeyUsage(view.scope, id, fromDay, toDay)),
      })),
    ),
  ]);
  const usageById = new Map(usages.map(({ id, usage }) => [id, usage.value]));
  const keys = new Map((names.value ?? []).map((key) => [key.id, key]));
  const todayAtMs = days.isToday ? view.nowMs : null;
  const plans = found.map((plan) =>
    planUse(plan, { apiId, stage }, usageById.get(plan.id) ?? null, keys, todayAtMs),
  );
  const keyNames = names.value !== null ? "known" : isDenied(names.failures) ? "denied" : "unread";
  return {
    data: { answer: plansAnswer(plans, days.isToday ? null : toDay), plans, fromDay, toDay, keyNames },
    failures: [
      ...usages.flatMap(({ usage }) => usage.failures),
      // A right that was left out on purpose is no gap: the panel says how to name the keys.
      ...(keyNames === "unread" ? names.failures : []),
    ],
  };
}

function isDenied(failures: readonly Failure[]): boolean {
  return failures.some(({ kind }) => kind === "denied");
}
