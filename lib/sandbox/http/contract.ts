import type { World } from "@/lib/sandbox/world/types";

/**
 * What a service of the sandbox is: a table of operations. The HTTP layer finds the service and the operation from
 * the headers, decodes the body of whatever protocol the client speaks into `input`, applies latency, quotas and
 * faults, and encodes the answer again. Services see no HTTP.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

export interface CallContext {
  /** World of the region in the credential scope, already advanced to `nowMs`. */
  readonly world: World;
  readonly region: string;
  readonly nowMs: number;
  /** Aborted when the client hangs up. Long handlers and streams must stop then. */
  readonly signal: AbortSignal;
  /** State that outlives a call and belongs to one sandbox and region (query ids, page tokens), by service name. */
  state<T>(key: string, create: () => T): T;
}

/**
 * Times are numbers in the unit of the wire (CloudWatch and X-Ray epoch seconds, Logs epoch milliseconds). Field
 * names are those of the wire (PascalCase for CloudWatch and X-Ray, camelCase for Logs). Throws `AwsError`.
 */
export type Operation = (input: JsonObject, context: CallContext) => unknown | Promise<unknown>;

/** Returned instead of a plain object by an operation whose answer is `application/vnd.amazon.eventstream`. */
export interface EventStreamAnswer {
  readonly kind: "event-stream";
  /** Each becomes one frame: `:event-type` = type, JSON payload. `exception` frames end the stream. */
  readonly events: AsyncIterable<
    | { readonly type: string; readonly payload: JsonObject }
    | { readonly exception: string; readonly message: string }
  >;
}

export interface Service {
  readonly name:
    | "cloudwatch"
    | "logs"
    | "xray"
    | "lambda"
    | "apigateway"
    | "apigatewayv2"
    | "cloudtrail"
    | "sts";
  readonly operations: Readonly<Record<string, Operation>>;
}

/** An error in AWS's own shape; the HTTP layer writes it in the protocol of the request. */
export class AwsError extends Error {
  constructor(
    /** e.g. `ResourceNotFoundException`. */
    readonly code: string,
    message: string,
    readonly status: number = 400,
    /** Further members of the error's body, e.g. `queryCompileError`. */
    readonly members: JsonObject = {},
    /** Code in the older Query protocol when it differs, e.g. `Throttling`. */
    readonly queryCode: string = code,
    /** Members of the error that travel as headers, e.g. `retry-after`. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = code;
  }
}
