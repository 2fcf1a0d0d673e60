import type { ReadinessCheck } from "@/lib/model/views/settings";
import { mergedFormat, missingFields, newFormat } from "@/lib/settings/readiness/access-format";
import { andUnread, counted, quietCheck, type Unread } from "@/lib/settings/readiness/check";
import type { StageFacts } from "@/lib/settings/readiness/stage-facts";
import { accessLogCli, accessLogTemplate } from "@/lib/settings/readiness/stage-texts";

const base = {
  key: "access-log",
  title: "Access logs of stages",
  why: "With these ids a request is found from the id that its caller got, and leads to the invocation and the trace that it caused. Without them both are inferred from time.",
} as const;

/** Stages without an access log, or whose format lacks the fields that join. */
export function accessLogCheck(
  stages: readonly StageFacts[],
  place: { readonly region: string; readonly accountId: string | null },
  unread: Unread,
): ReadinessCheck {
  const found = stages.flatMap((one) => {
    const { kind, stage } = one;
    const traced = stage.tracing === true;
    if (stage.accessLogGroup === null && stage.accessLogFormat === null) {
      return [{ ...one, format: newFormat(kind, traced), detail: "writes no access log" }];
    }
    const missing = missingFields(kind, traced, stage.accessLogFormat);
    if (missing.length === 0) return [];
    const variables = missing.map(({ variable }) => variable);
    const format =
      stage.accessLogFormat === null
        ? newFormat(kind, traced)
        : mergedFormat(stage.accessLogFormat, variables);
    const lacks = missing.map(({ variable, joins }) => `$context.${variable} (${joins})`).join(" and ");
    return [{ ...one, format, detail: `lacks ${lacks}` }];
  });
  if (found.length === 0) {
    const sentence =
      stages.length === 0 ? "There is no stage of an API." : `${counted(stages.length, "stage")}: all join.`;
    return quietCheck(base, sentence, unread);
  }
  const none = found.filter(({ stage }) => stage.accessLogGroup === null && stage.accessLogFormat === null);
  return {
    ...base,
    state: "todo",
    sentence: `${found.length} of ${counted(stages.length, "stage")} ${found.length === 1 ? "lacks" : "lack"} the ids that join a request with the rest${none.length > 0 ? `, ${none.length} without any access log` : ""}.${andUnread(unread)}`,
    caution:
      none.length > 0
        ? "Writing logs needs the role for CloudWatch in the settings of API Gateway, once for each region; log ingestion is charged."
        : "A format may have 3 KB. Requests after the change have the new fields.",
    subjects: found.map(({ apiName, stage, path, detail, format }) => ({
      name: `${apiName} / ${stage.name}`,
      path,
      detail,
      paste: format,
    })),
    fixes: [
      { label: "AWS CLI", text: accessLogCli(found, place) },
      { label: "CloudFormation", text: accessLogTemplate(found, place) },
    ],
    link: null,
  };
}
