import { XMLBuilder } from "fast-xml-parser";
import { MAP_FIELDS, TIMESTAMP_FIELDS } from "@/lib/sandbox/http/cloudwatch-shapes";
import type { AwsError, JsonObject } from "@/lib/sandbox/http/contract";
import { queryCode, queryFault } from "@/lib/sandbox/http/query-error";
import { isJsonObject, type Protocol } from "@/lib/sandbox/http/wire";

const builder = new XMLBuilder({ suppressEmptyNode: true });

/**
 * The Query protocol: form parameters in, XML out. STS speaks nothing else; CloudWatch is spoken to in it by older
 * SDKs and CLIs. https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function queryProtocol(operation: string, namespace: string): Protocol {
  return {
    encodeResult: (result, requestId) => ({
      status: 200,
      headers: xmlHeaders(requestId),
      body: xmlDocument(`${operation}Response`, namespace, [
        builder.build({ [`${operation}Result`]: toXml(result) }),
        builder.build({ ResponseMetadata: { RequestId: requestId } }),
      ]),
    }),
    encodeError: (error, requestId) => ({
      status: error.code === "UnknownOperationException" ? 400 : error.status,
      headers: { ...xmlHeaders(requestId), ...error.headers },
      body: xmlDocument("ErrorResponse", namespace, [
        builder.build({ Error: errorElement(error) }),
        builder.build({ RequestId: requestId }),
      ]),
    }),
  };
}

function xmlHeaders(requestId: string): Record<string, string> {
  return { "content-type": "text/xml", "x-amzn-requestid": requestId };
}

function xmlDocument(root: string, namespace: string, children: readonly string[]): string {
  return `<${root} xmlns="${namespace}">${children.join("")}</${root}>\n`;
}

function errorElement(error: AwsError): JsonObject {
  return { Type: queryFault(error), Code: queryCode(error), Message: error.message };
}

/** Plain data as the builder wants it: lists under `member`, free maps under `entry`, instants as ISO text. */
function toXml(value: unknown, field = ""): unknown {
  if (Array.isArray(value)) {
    return value.length === 0 ? "" : { member: value.map((member) => toXml(member, field)) };
  }
  if (typeof value === "number" && TIMESTAMP_FIELDS.has(field)) return new Date(value * 1000).toISOString();
  if (!isJsonObject(value)) return value;
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  if (MAP_FIELDS.has(field)) return { entry: present.map(([key, member]) => ({ key, value: member })) };
  return Object.fromEntries(present.map(([key, member]) => [key, toXml(member, key)]));
}
