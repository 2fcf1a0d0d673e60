import { grouped } from "@/lib/cost/grouped";
import type { StageFacts } from "@/lib/cost/proposal/facts";
import type { GatewayUsage, UsageRecord } from "@/lib/cost/usage";

export interface SeenStage {
  /** `name/stage`. */
  readonly name: string;
  readonly kind: GatewayUsage["apiKind"];
}

/** Stages with requests that the subjects name, by API or by stage; all of them without subjects. */
export function stagesIn(
  usage: readonly UsageRecord[],
  subjects: readonly string[],
): { readonly stages: readonly SeenStage[]; readonly unknown: readonly string[] } {
  const requests = usage.filter((one): one is GatewayUsage => one.kind === "gateway" && one.requests > 0);
  const all = [...grouped(requests, ({ api }) => api)].flatMap(([name, [first]]): SeenStage[] =>
    name === null || first === undefined ? [] : [{ name, kind: first.apiKind }],
  );
  const isNamed = (subject: string, { name }: SeenStage) => subject === name || subject === apiOf(name);
  return {
    stages: all.filter((stage) => subjects.length === 0 || subjects.some((one) => isNamed(one, stage))),
    unknown: subjects.filter((subject) => !all.some((stage) => isNamed(subject, stage))),
  };
}

/** `shop/live` → `shop`; names of APIs may have slashes, those of stages have none. */
function apiOf(stage: string): string {
  return stage.slice(0, Math.max(0, stage.lastIndexOf("/")));
}

/** Why a stage cannot become one of an HTTP API; null: nothing known is in the way. */
export function stageRefusal(kind: GatewayUsage["apiKind"], facts: StageFacts | null): string | null {
  if (kind === "HTTP") return "It is an HTTP API already.";
  const size = facts?.cacheSizeGb ?? null;
  return size === null ? null : `The stage has a cache of ${size} GB; HTTP APIs have none.`;
}

/** What a REST stage uses and would have to do without. */
export function stageLoss(name: string, facts: StageFacts | null): readonly string[] {
  const lost = [
    facts?.tracing ? "X-Ray tracing" : null,
    facts?.canary ? "the canary" : null,
    facts?.executionLog ? "the execution log" : null,
  ].filter((one) => one !== null);
  return lost.length === 0 ? [] : [`${name} would lose ${lost.join(", ")}: HTTP APIs have none.`];
}
