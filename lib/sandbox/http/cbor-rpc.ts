import { cbor, tag } from "@smithy/core/cbor";
import { TIMESTAMP_FIELDS } from "@/lib/sandbox/http/cloudwatch-shapes";
import type { AwsError, JsonObject } from "@/lib/sandbox/http/contract";
import { serialization } from "@/lib/sandbox/http/errors";
import { rpcStatus } from "@/lib/sandbox/http/json-rpc";
import { queryErrorHeader } from "@/lib/sandbox/http/query-error";
import { isJsonObject, type Protocol } from "@/lib/sandbox/http/wire";

/** CBOR's tag for an instant in epoch seconds. https://www.rfc-editor.org/rfc/rfc8949#section-3.4.2 */
const EPOCH_TAG = 1;

/**
 * Smithy RPC v2 CBOR: `POST /service/X/operation/Y`, spoken by newer SDKs of CloudWatch.
 * https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
 */
export const cborRpcProtocol: Protocol = {
  encodeResult: (result, requestId) => ({
    status: 200,
    headers: cborHeaders(requestId),
    body: cbor.serialize(toCbor(result, false)),
  }),
  encodeError: (error, requestId) => ({
    status: rpcStatus(error),
    headers: { ...cborHeaders(requestId), ...error.headers, ...queryErrorHeader(error) },
    body: cbor.serialize(toCbor(errorBody(error), false)),
  }),
};

/** The input of a CBOR body, instants as epoch seconds. Throws SerializationException. */
export function decodeCborBody(body: Uint8Array): JsonObject {
  if (body.length === 0) return {};
  let value: unknown;
  try {
    value = fromCbor(cbor.deserialize(body));
  } catch {
    throw serialization("The request body is not valid CBOR");
  }
  if (!isJsonObject(value)) throw serialization("The request body is not a CBOR map");
  return value;
}

function cborHeaders(requestId: string): Record<string, string> {
  return {
    "content-type": "application/cbor",
    "smithy-protocol": "rpc-v2-cbor",
    "x-amzn-requestid": requestId,
  };
}

function errorBody(error: AwsError): JsonObject {
  return { __type: `com.amazonaws.cloudwatch#${error.code}`, message: error.message, ...error.members };
}

function fromCbor(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(fromCbor);
  if (!isJsonObject(value)) return value;
  if (Number(value.tag) === EPOCH_TAG && "value" in value) return fromCbor(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, fromCbor(member)]));
}

/** Tags instants and leaves absent members out, which the codec refuses. */
function toCbor(value: unknown, instant: boolean): unknown {
  if (Array.isArray(value)) return value.map((member) => toCbor(member, instant));
  if (instant && typeof value === "number") return tag({ tag: EPOCH_TAG, value });
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, toCbor(member, TIMESTAMP_FIELDS.has(key))]),
  );
}
