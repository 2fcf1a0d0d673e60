import { shellWord, yamlText } from "@/lib/base/literals";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { ReadinessCheck } from "@/lib/model/views/settings";
import { andUnread, counted, quietCheck, type Unread } from "@/lib/settings/readiness/check";
import type { StageFacts } from "@/lib/settings/readiness/stage-facts";
import { comment, titleOf, tracingCli } from "@/lib/settings/readiness/stage-texts";

export interface FunctionFacts extends Pick<LambdaFunction, "name" | "logFormat" | "tracing"> {
  /** Of the page about it. */
  readonly path: string;
}

/** Commands for so many; the others are named on the page. */
const MOST_COMMANDS = 200;

const traced = {
  key: "tracing",
  title: "Traces",
  why: "A traced request shows which call was slow or failed, and the service map who calls whom. By default the first request of each second and 5 % of the others are recorded, and charged for.",
} as const;

/** Functions without active tracing, and REST stages without any. HTTP and WebSocket APIs have none to switch on. */
export function tracingCheck(
  functions: readonly FunctionFacts[],
  stages: readonly StageFacts[],
  region: string,
  unread: Unread,
): ReadinessCheck {
  const dark = functions.filter(({ tracing }) => tracing !== null && tracing !== "Active");
  const darkStages = stages.filter(({ stage }) => stage.tracing === false);
  const without = stages.filter(({ stage }) => stage.tracing === null).length;
  const note =
    without === 0 ? "" : ` ${counted(without, "stage")} of HTTP or WebSocket APIs cannot be traced.`;
  if (dark.length + darkStages.length === 0) {
    return quietCheck(traced, `Everything that can be traced is.${note}`, unread);
  }
  const parts = [
    ...(dark.length > 0 ? [`${dark.length} of ${counted(functions.length, "function")}`] : []),
    ...(darkStages.length > 0 ? [counted(darkStages.length, "REST stage")] : []),
  ];
  return {
    ...traced,
    state: "todo",
    sentence: `${parts.join(" and ")} not traced.${note}${andUnread(unread)}`,
    caution:
      "The role of a function needs xray:PutTraceSegments and xray:PutTelemetryRecords (AWSXRayDaemonWriteAccess); without them it runs on untraced.",
    subjects: [
      ...dark.map(({ name, path, tracing }) => ({
        name,
        path,
        detail: `tracing ${tracing === "PassThrough" ? "only where its caller is traced" : "is off"}`,
        paste: null,
      })),
      ...darkStages.map((one) => ({
        name: titleOf(one),
        path: one.path,
        detail: "stage without tracing",
        paste: null,
      })),
    ],
    fixes: [
      {
        label: "AWS CLI",
        text: [
          ...configure(dark, region, "--tracing-config Mode=Active"),
          ...(darkStages.length > 0 ? [tracingCli(darkStages, region)] : []),
        ].join("\n"),
      },
      {
        label: "CloudFormation",
        text: [
          ...properties(dark, "TracingConfig:\n  Mode: Active"),
          ...darkStages.map(
            (one) =>
              `# ${comment(titleOf(one))}: in the properties of its AWS::ApiGateway::Stage\nTracingEnabled: true`,
          ),
        ].join("\n\n"),
      },
    ],
    link: null,
  };
}

const format = {
  key: "log-format",
  title: "Log format",
  why: "In JSON every line carries its request id, level and time by itself: lines of one request are told apart by what they say and not by where they stand, and levels can be filtered before they are paid for.",
} as const;

/** Functions that log as text. Advice: text is read as well, with more care. */
export function logFormatCheck(
  functions: readonly FunctionFacts[],
  region: string,
  unread: Unread,
): ReadinessCheck {
  const text = functions.filter(({ logFormat }) => logFormat === "Text");
  if (text.length === 0) {
    return quietCheck(
      format,
      functions.length === 0
        ? "There is no function."
        : `${counted(functions.length, "function")}: all log JSON.`,
      unread,
    );
  }
  return {
    ...format,
    state: "advice",
    sentence: `${text.length} of ${counted(functions.length, "function")} log text, where JSON would help.${andUnread(unread)}`,
    caution:
      "Metric filters, subscriptions and saved queries that expect the text have to follow. Some runtimes wrap only what goes through their logger.",
    subjects: text.map(({ name, path }) => ({ name, path, detail: "text", paste: null })),
    fixes: [
      { label: "AWS CLI", text: configure(text, region, "--logging-config LogFormat=JSON").join("\n") },
      { label: "CloudFormation", text: properties(text, "LoggingConfig:\n  LogFormat: JSON").join("\n\n") },
    ],
    link: null,
  };
}

function configure(functions: readonly FunctionFacts[], region: string, change: string): readonly string[] {
  return [
    ...functions
      .slice(0, MOST_COMMANDS)
      .map(
        ({ name }) =>
          `aws lambda update-function-configuration --region ${shellWord(region)} --function-name ${shellWord(name)} ${change}`,
      ),
    ...more(functions.length),
  ];
}

function properties(functions: readonly FunctionFacts[], change: string): readonly string[] {
  if (functions.length === 0) return [];
  const names = functions.slice(0, MOST_COMMANDS).map(({ name }) => `#   ${comment(yamlText(name))}`);
  return [
    ["# In the properties of each AWS::Lambda::Function:", ...names, ...more(functions.length), change].join(
      "\n",
    ),
  ];
}

function more(count: number): readonly string[] {
  return count > MOST_COMMANDS ? [`# and ${counted(count - MOST_COMMANDS, "function")} more`] : [];
}
