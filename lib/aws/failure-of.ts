import "server-only";
import { type AwsService, iamAction, operationName } from "@/lib/aws/aws-service";
import { failureKindOf } from "@/lib/aws/failure-kind";
import { nextStepOf } from "@/lib/aws/next-step";
import type { Failure } from "@/lib/model/failure";

/** Where and as whom the failed call was made. */
export interface FailureContext {
  readonly service: AwsService;
  readonly operation: string;
  readonly region: string;
  readonly profile: string | null;
  readonly endpointUrl: string | null;
}

const MESSAGE_LENGTH = 400;
const deniedPattern = /is not authorized to perform: ([\w-]+:[\w*]+)(?: on resource: (\S+))?/;

/** What an error of the SDK, of the credential chain or of the network means to the reader of a page. */
export function failureOf(error: unknown, context: FailureContext): Failure {
  const unreadable = isUnparsed(error) || isUnexplained(error);
  const kind = unreadable ? "unavailable" : failureKindOf(error, statusOf(error));
  const message = messageOf(error, context);
  const denied = kind === "denied" ? deniedPattern.exec(message) : null;
  const action = kind === "denied" ? (denied?.[1] ?? iamAction(context.service, context.operation)) : null;
  return {
    kind,
    operation: operationName(context.service, context.operation),
    message,
    nextStep: nextStepOf({
      kind,
      message,
      action,
      unreadable,
      name: nameOf(error),
      code: codeOf(error),
      ...context,
    }),
    action,
    resource: denied?.[2]?.replace(/[.,;]$/, "") ?? null,
  };
}

function messageOf(error: unknown, { endpointUrl, service, region }: FailureContext): string {
  const from = endpointUrl ?? `${service} in ${region}`;
  if (isUnparsed(error)) return `The answer of ${from} is not AWS-compatible${statusText(error)}.`;
  if (isUnexplained(error)) return `${from} gave an error without a reason${statusText(error)}.`;
  const said = firstLineOf(error);
  const code = codeOf(error);
  if (code !== null && !said.includes(code)) return `${from} did not answer: ${code} ${said}`.trimEnd();
  return unspoken.has(said) ? nameOf(error) : said;
}

const unspoken: ReadonlySet<string> = new Set(["", "Unknown", "UnknownError"]);
const nameless: ReadonlySet<string> = new Set(["Unknown", "UnknownError", "NotFound", "Error"]);

/** Everything that the SDK throws while reading an answer; the network breaking off has a code. */
function isUnparsed(error: unknown): boolean {
  if (!(error instanceof Error) || codeOf(error) !== null) return false;
  return error.name === "SyntaxError" || error.message.includes("Deserialization error");
}

/** Every error of AWS has a name; a proxy's or a web server's page has none. */
function isUnexplained(error: unknown): boolean {
  return (
    error instanceof Error &&
    codeOf(error) === null &&
    nameless.has(error.name) &&
    unspoken.has(error.message)
  );
}

/** The rest is advice of the SDK to programmers. */
function firstLineOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split("\n")[0] ?? "").trim().slice(0, MESSAGE_LENGTH);
}

function statusText(error: unknown): string {
  const status = statusOf(error);
  return status === undefined ? "" : ` (HTTP ${status})`;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}

/** `ECONNREFUSED` and the like; null for errors that came as an HTTP answer. */
function codeOf(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  return typeof error.code === "string" && /^[A-Z_]{4,}$/.test(error.code) ? error.code : null;
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("$metadata" in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== "object" || metadata === null || !("httpStatusCode" in metadata)) return undefined;
  return typeof metadata.httpStatusCode === "number" ? metadata.httpStatusCode : undefined;
}
