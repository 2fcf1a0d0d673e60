import type { LogChoice, LogChoices } from "@/lib/model/views/log-choices";
import { type SourceRef, sourceKey } from "@/lib/url/log-sources";

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:[a-z0-9-]+:\d{12}:function:([\w-]+)/;
const API_ARN =
  /^arn:aws[\w-]*:(?:apigateway|execute-api):[a-z0-9-]+:\d{0,12}:(?:\/(?:rest)?apis\/)?([a-z0-9]+)/;
const API_HOST = /^(?:https:\/\/)?([a-z0-9]{10})\.execute-api\./;
const GROUP_ARN = /^arn:aws[\w-]*:logs:[a-z0-9-]+:\d{12}:log-group:([^:]+)/;

/** What is looked for when a text is typed or pasted: the name, id or group inside an ARN or invoke URL, else the text. */
export function searchedFor(text: string): string {
  const typed = text.trim();
  for (const pattern of [FUNCTION_ARN, API_ARN, GROUP_ARN, API_HOST]) {
    const [, inner] = pattern.exec(typed) ?? [];
    if (inner !== undefined) return inner.toLowerCase();
  }
  return typed.toLowerCase();
}

/** By name, log group, or the id of its API. */
export function matchesSource({ key, label, detail }: LogChoice, text: string): boolean {
  return `${label}\n${detail}\n${key}`.toLowerCase().includes(searchedFor(text));
}

/** `shop-api / prod access log`; without the list of choices APIs have only their ids. */
export function sourceName(source: SourceRef, choices: LogChoices | null): string {
  switch (source.kind) {
    case "function":
      return source.name;
    case "group":
      return source.group;
    case "stream":
      return source.stream;
    default: {
      const access = source.kind === "api-access";
      const key = sourceKey(source);
      const known = (access ? choices?.accessLogs : choices?.executionLogs)?.find((one) => one.key === key);
      return `${known?.label ?? `${source.apiId} / ${source.stage}`} ${access ? "access" : "execution"} log`;
    }
  }
}

/** `orders-api and 2 more`. */
export function sourcesText(sources: readonly SourceRef[], choices: LogChoices | null): string {
  const [first, ...others] = sources;
  if (!first) return "Choose what to read";
  const name = sourceName(first, choices);
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}
