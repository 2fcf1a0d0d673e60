import { formatExact, formatRatio } from "@/lib/base/format-number";
import { WARNING_SHARE } from "@/lib/model/health-of-share";
import type { ApiKeyName, KeyUsage, QuotaPeriod, UsagePlan } from "@/lib/model/usage-plan";
import type { Health } from "@/lib/model/views/common";
import type { Answer } from "@/lib/model/views/overview";
import type { KeyUse, PlanUse } from "@/lib/model/views/stage-limits";
import { keyUse } from "@/lib/usage-plans/key-use";

export interface StageId {
  readonly apiId: string;
  readonly stage: string;
}

/** Plans whose keys may call the stage. */
export function plansOfStage(plans: readonly UsagePlan[], { apiId, stage }: StageId): readonly UsagePlan[] {
  return plans.filter(({ stages }) => stages.some((one) => one.apiId === apiId && one.stage === stage));
}

/**
 * @param usage null: could not be read
 * @param todayAtMs now, when the last day of use is today; else null
 */
export function planUse(
  plan: UsagePlan,
  { apiId, stage }: StageId,
  usage: readonly KeyUsage[] | null,
  names: ReadonlyMap<string, ApiKeyName>,
  todayAtMs: number | null,
): PlanUse {
  const routes = plan.stages
    .filter((one) => one.apiId === apiId && one.stage === stage)
    .flatMap((one) => one.routes);
  return {
    id: plan.id,
    name: plan.name,
    description: plan.description,
    throttle: plan.throttle && { ...plan.throttle },
    quota: plan.quota && { ...plan.quota },
    routes: routes.map((route) => ({ ...route })),
    keys:
      usage === null
        ? null
        : usage
            .map((one) => keyUse(one, plan.quota, names.get(one.keyId ?? "") ?? null, todayAtMs))
            .sort(
              (a, b) =>
                (b.share ?? -1) - (a.share ?? -1) ||
                b.used - a.used ||
                keyLabel(a).localeCompare(keyLabel(b)),
            ),
  };
}

/** Name, else id. */
export function keyLabel({ name, keyId }: Pick<KeyUse, "name" | "keyId">): string {
  return name ?? keyId ?? "A key without a name";
}

export const PERIOD_WORDS = { DAY: "day", WEEK: "week", MONTH: "month" } as const satisfies Record<
  QuotaPeriod,
  string
>;

/**
 * Who is nearest to a quota. null: no plan includes the stage.
 * @param pastDay the last day of use, when it is over; null: it is today
 */
export function plansAnswer(plans: readonly PlanUse[], pastDay: string | null): Answer | null {
  if (plans.length === 0) return null;
  const limited = plans.filter(({ quota }) => quota !== null);
  if (limited.length === 0) {
    return { health: "ok", sentence: "No usage plan of this stage has a quota." };
  }
  const keys = limited.flatMap((plan) => (plan.keys ?? []).map((key) => ({ plan, key })));
  const [top] = keys
    .filter(({ key }) => key.share !== null)
    .sort((a, b) => (b.key.share ?? 0) - (a.key.share ?? 0));
  const unread = limited.filter((plan) => plan.keys === null).length;
  const gap =
    unread === 0 ? "" : ` The use of ${unread === 1 ? "one plan" : `${unread} plans`} is not known.`;
  if (top === undefined) {
    const sentence = unread === 0 ? "No key has used anything of its quota." : `Cannot tell.${gap}`;
    return { health: unread === 0 ? "ok" : "unknown", sentence };
  }
  const spent = keys.filter(({ key }) => key.remaining === 0);
  const near = keys.filter(({ key }) => (key.share ?? 0) >= WARNING_SHARE).length;
  const health: Health = spent.length > 0 ? "critical" : near > 0 ? "warning" : unread > 0 ? "unknown" : "ok";
  const sentence = spent.length > 0 ? spentSentence(spent, pastDay) : nearestSentence(top, pastDay);
  return { health, sentence: `${sentence}${gap}` };
}

interface KeyOfPlan {
  readonly plan: PlanUse;
  readonly key: KeyUse;
}

function spentSentence(spent: readonly KeyOfPlan[], pastDay: string | null): string {
  const [first, ...rest] = spent;
  if (first === undefined) return "";
  const have = (count: number) => (pastDay !== null ? "had" : count === 1 ? "has" : "have");
  const others = rest.length === 0 ? "" : ` So ${have(rest.length)} ${rest.length} more.`;
  const answers = pastDay === null ? "answers" : "answered";
  return `${onDay(pastDay)}${keyLabel(first.key)} ${have(1)} used up ${quotaWords(first.plan)}: API Gateway ${answers} it with 429.${others}`;
}

function nearestSentence({ plan, key }: KeyOfPlan, pastDay: string | null): string {
  const nearest = pastDay === null ? "Nearest to its quota is" : `${onDay(pastDay)}nearest to its quota was`;
  return `${nearest} ${keyLabel(key)}: ${formatRatio(key.share)} of ${quotaWords(plan)}.`;
}

function onDay(pastDay: string | null): string {
  return pastDay === null ? "" : `On ${pastDay} (UTC), `;
}

/** `160k requests a day of plan partners`. */
function quotaWords({ quota, name }: PlanUse): string {
  if (quota === null) return `plan ${name}`;
  return `${formatExact(quota.limit)} requests a ${PERIOD_WORDS[quota.period]} of plan ${name}`;
}
