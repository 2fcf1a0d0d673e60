import { chooseId, findIds } from "@/lib/model/request-ids";
import { alarmsPath } from "@/lib/url/alarms";
import { logsPath } from "@/lib/url/logs-path";
import { apiPath, functionPath } from "@/lib/url/view-params";

/** Where a pasted text leads. */
export interface Destination {
  readonly label: string;
  readonly path: string;
  /** Region named by the text, when it names one. */
  readonly region: string | null;
}

/** Stages by API id, from what the palette has loaded. */
export interface KnownApi {
  readonly id: string;
  readonly stage: string;
}

const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:([a-z0-9-]+):\d{12}:function:([\w-]{1,140})(?::[\w$-]+)?$/;
const API_ARN =
  /^arn:aws[\w-]*:(?:apigateway|execute-api):([a-z0-9-]+):\d{0,12}:(?:\/(?:rest)?apis\/)?([a-z0-9]{10})(?:\/(?:stages\/)?([\w.$-]+))?/;
const API_HOST = /^(?:https:\/\/)?([a-z0-9]{10})\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(?:\/([\w.$-]+))?/;
const LOG_GROUP = /^\/aws\/lambda\/([\w-]{1,140})$/;
const ALARM_ARN = /^arn:aws[\w-]*:cloudwatch:([a-z0-9-]+):\d{12}:alarm:(.{1,255})$/;
/** A group's ARN, or a name that can only be one. */
const OTHER_GROUP =
  /^(?:arn:aws[\w-]*:logs:([a-z0-9-]+):\d{12}:log-group:)?((?:\/|API-Gateway-Execution-Logs_)[.\-_/#A-Za-z0-9]{2,500})(?::\*|:log-stream:.*)?$/;

/**
 * Function ARNs (with or without qualifier), log groups of functions, API and alarm ARNs and invoke URLs → their page. An
 * API without a stage leads to the first stage that is known. Anything else: undefined.
 */
export function recognise(text: string, apis: readonly KnownApi[]): Destination | undefined {
  const pasted = text.trim();
  const fn = FUNCTION_ARN.exec(pasted);
  if (fn?.[1] && fn[2]) return { label: fn[2], path: functionPath(fn[2]), region: fn[1] };
  const group = LOG_GROUP.exec(pasted);
  if (group?.[1]) return { label: group[1], path: functionPath(group[1]), region: null };
  const other = OTHER_GROUP.exec(pasted);
  if (other?.[2]) return groupDestination(other[2], other[1] ?? null);
  const arn = API_ARN.exec(pasted);
  if (arn?.[1] && arn[2]) return apiDestination(arn[2], arn[3], arn[1], apis);
  const alarm = ALARM_ARN.exec(pasted);
  if (alarm?.[1] && alarm[2]) return { label: alarm[2], path: alarmsPath(alarm[2]), region: alarm[1] };
  const host = API_HOST.exec(pasted);
  if (host?.[1] && host[2]) return apiDestination(host[1], host[3], host[2], apis);
  return undefined;
}

/** The id in a text that a request is looked up by: a log line or a response header may be pasted whole. */
export function requestIdIn(text: string): string | undefined {
  const found = chooseId(findIds(text));
  // AWS writes its UUIDs in lower case; case matters in extended ids.
  return found?.kinds.includes("lambda") ? found.id.toLowerCase() : found?.id;
}

/** A group that is no function's own leads to its lines. */
function groupDestination(group: string, region: string | null): Destination {
  return { label: `Logs of ${group}`, path: logsPath([{ kind: "group", group }]), region };
}

function apiDestination(
  id: string,
  named: string | undefined,
  region: string,
  apis: readonly KnownApi[],
): Destination | undefined {
  const stages = apis.filter((api) => api.id === id).map((api) => api.stage);
  // The first part of an invoke URL's path is a stage only when there is such a stage; otherwise it is a route of $default.
  const stage = named !== undefined && (stages.length === 0 || stages.includes(named)) ? named : stages[0];
  return stage === undefined ? undefined : { label: `${id} / ${stage}`, path: apiPath(id, stage), region };
}
