import { AnswerText } from "@/components/panel/answer-text";
import { Badge } from "@/components/ui/badge";
import { KeyTable } from "@/components/usage-plans/key-table";
import { formatExact } from "@/lib/base/format-number";
import type { PlanUse, StagePlans } from "@/lib/model/views/stage-limits";
import { PERIOD_WORDS } from "@/lib/usage-plans/plan-use";

/** The plans that include the stage, each with its keys. */
export function PlansSection({ data }: { readonly data: StagePlans }) {
  const { answer, plans, fromDay, toDay, keyNames } = data;
  if (answer === null || plans.length === 0) {
    return (
      <p className="px-4 pb-3 text-ink-2">
        No usage plan includes this stage: no key has a rate or a quota of its own.
      </p>
    );
  }
  return (
    <>
      <AnswerText answer={answer} testId="usage-plans-answer" />
      {plans.map((plan) => (
        <Plan key={plan.id} plan={plan} day={toDay} />
      ))}
      <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">
        Use is counted by API Gateway per key and day in UTC, here {fromDay} to {toDay}; requests that it
        refused count as well. Keys that sent nothing in these days may be missing.
        {keysText(keyNames)} Values of keys are never read.
      </p>
    </>
  );
}

function Plan({ plan, day }: { readonly plan: PlanUse; readonly day: string }) {
  return (
    <section aria-label={`Usage plan ${plan.name}`} data-plan={plan.name}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t bg-sunken px-4 py-2">
        <h4 className="font-medium">{plan.name}</h4>
        <Badge>{rateText(plan)}</Badge>
        <Badge>{quotaText(plan)}</Badge>
        {plan.description === null ? null : <span className="text-ink-3 text-xs">{plan.description}</span>}
      </div>
      {plan.routes.length === 0 ? null : (
        <p className="border-line border-t px-4 py-2 text-ink-2 text-xs">
          Per key and route:{" "}
          {plan.routes
            .map(
              ({ route, rateLimit, burstLimit }) =>
                `${route} ${formatExact(rateLimit)}/s, bursts of ${formatExact(burstLimit)}`,
            )
            .join("; ")}
        </p>
      )}
      <KeyTable plan={plan} day={day} />
    </section>
  );
}

function keysText(keyNames: StagePlans["keyNames"]): string {
  switch (keyNames) {
    case "known":
      return "";
    case "denied":
      return " Keys are told by their ids: their names take apigateway:GET on /apikeys.";
    case "unread":
      return " Keys are told by their ids: their names could not be read.";
  }
}

function rateText({ throttle }: PlanUse): string {
  if (throttle === null) return "No rate of its own";
  const burst = throttle.burstLimit === null ? "" : `, bursts of ${formatExact(throttle.burstLimit)}`;
  return `${formatExact(throttle.rateLimit)} requests/s a key${burst}`;
}

function quotaText({ quota }: PlanUse): string {
  return quota === null
    ? "No quota"
    : `${formatExact(quota.limit)} requests a ${PERIOD_WORDS[quota.period]} and key`;
}
