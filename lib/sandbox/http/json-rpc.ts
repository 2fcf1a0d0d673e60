import type { AwsError, JsonObject } from "@/lib/sandbox/http/contract";
import { serialization } from "@/lib/sandbox/http/errors";
import { queryErrorHeader } from "@/lib/sandbox/http/query-error";
import { isJsonObject, type Protocol, type WireAnswer } from "@/lib/sandbox/http/wire";

/**
 * AWS JSON 1.0 and 1.1: `POST /` with the operation in `x-amz-target`.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function jsonRpcProtocol(version: "1.0" | "1.1", queryCompatible: boolean): Protocol {
  const contentType = `application/x-amz-json-${version}`;
  return {
    encodeResult: (result, requestId) => ({
      status: 200,
      headers: { "content-type": contentType, "x-amzn-requestid": requestId },
      body: JSON.stringify(result),
    }),
    encodeError: (error, requestId): WireAnswer => ({
      status: rpcStatus(error),
      headers: {
        "content-type": contentType,
        "x-amzn-requestid": requestId,
        ...error.headers,
        ...(queryCompatible ? queryErrorHeader(error) : {}),
      },
      body: JSON.stringify({ __type: error.code, message: error.message, ...error.members }),
    }),
  };
}

/** The input of a JSON body; an empty body is an empty input. Throws SerializationException. */
export function decodeJsonBody(body: Uint8Array): JsonObject {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw serialization("The request body is not valid JSON");
  }
  if (!isJsonObject(value)) throw serialization("Start of structure or map found where not expected.");
  return value;
}

/** RPC services answer 400 where REST services say 403, 404 (unknown operation) or 429. */
export function rpcStatus(error: AwsError): number {
  const asBadRequest =
    error.status === 403 || error.status === 429 || error.code === "UnknownOperationException";
  return asBadRequest ? 400 : error.status;
}
