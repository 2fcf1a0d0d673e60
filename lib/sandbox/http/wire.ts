import type { IncomingHttpHeaders } from "node:http";
import type { AwsError, JsonObject } from "@/lib/sandbox/http/contract";

/** A request as it arrived, body read. */
export interface WireRequest {
  readonly method: string;
  /** Path without the query string, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** A whole answer, ready to be written. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** One way of writing calls and answers as HTTP. Decoders throw `AwsError`. */
export interface Protocol {
  encodeResult(result: JsonObject, requestId: string): WireAnswer;
  encodeError(error: AwsError, requestId: string): WireAnswer;
}

/** A request header as one string; the empty string when absent. */
export function header(request: WireRequest, name: string): string {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : (value ?? "");
}

/** True for a JSON object (not null, not a list): the one place where `unknown` becomes `JsonObject`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
