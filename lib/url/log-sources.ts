import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

/** One source of log events as the URL names it. */
export type SourceRef =
  | { readonly kind: "function"; readonly name: string }
  | { readonly kind: "api-execution" | "api-access"; readonly apiId: string; readonly stage: string }
  | { readonly kind: "group"; readonly group: string }
  | { readonly kind: "stream"; readonly group: string; readonly stream: string };

/** A screen cannot tell more apart, and each one is a call of its own. */
export const MAX_SOURCES = 50;

/** Letters, digits, hyphen, underscore. [M FunctionName] */
const FUNCTION = /^[A-Za-z0-9_-]{1,140}$/;
const STAGE = /^([A-Za-z0-9]{1,32})\/(\$default|[A-Za-z0-9_-]{1,128})$/;
/** [M LogGroupName] */
const GROUP = /^[.\-_/#A-Za-z0-9]{1,512}$/;
/** [M LogStreamName]. A comma would end the source, and blanks around it are dropped: AWS's services write neither. */
const STREAM = /^(?!\s)[^:*,]{1,512}(?<!\s)$/;

const ACCEPTED =
  "Accepted are fn:FUNCTION, exec:API-ID/STAGE, access:API-ID/STAGE, group:/NAME and stream:/NAME:STREAM, separated by commas.";

/**
 * Reads `src=fn:orders-api,exec:a1b2c3/prod,access:a1b2c3/prod,group:/my/group`. Twice the same counts once.
 * @throws BadParameter for anything else, or more than 50.
 */
export function parseSources(search: RawSearch): readonly SourceRef[] {
  const text = single(search, "src");
  if (text === undefined) return [];
  const keys = [...new Set(text.split(",").map((part) => part.trim()))].filter((part) => part !== "");
  if (keys.length > MAX_SOURCES) {
    throw new BadParameter("src", `${keys.length} log sources are named; at most ${MAX_SOURCES} are read.`);
  }
  return keys.map(parseSource);
}

function parseSource(key: string): SourceRef {
  const colon = key.indexOf(":");
  const kind = key.slice(0, colon);
  const rest = key.slice(colon + 1);
  const [, apiId, stage] = STAGE.exec(rest) ?? [];
  if (kind === "fn" && FUNCTION.test(rest)) return { kind: "function", name: rest };
  if (kind === "group" && GROUP.test(rest)) return { kind: "group", group: rest };
  const [group = "", stream = ""] = rest.split(/:(.*)/s);
  if (kind === "stream" && GROUP.test(group) && STREAM.test(stream)) return { kind, group, stream };
  if (apiId !== undefined && stage !== undefined) {
    if (kind === "exec") return { kind: "api-execution", apiId, stage };
    if (kind === "access") return { kind: "api-access", apiId, stage };
  }
  throw new BadParameter("src", `${quoteInput(key)} is not a log source. ${ACCEPTED}`);
}

/** The inverse: one part of `src`, and the key by which all messages name the source. */
export function sourceKey(source: SourceRef): string {
  switch (source.kind) {
    case "function":
      return `fn:${source.name}`;
    case "api-execution":
      return `exec:${source.apiId}/${source.stage}`;
    case "api-access":
      return `access:${source.apiId}/${source.stage}`;
    case "group":
      return `group:${source.group}`;
    case "stream":
      return `stream:${source.group}:${source.stream}`;
  }
}
