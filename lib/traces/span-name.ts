import type { SpanKind } from "@/lib/model/trace";
import { type JsonObject, listIn, objectIn, textIn } from "@/lib/traces/json";

/**
 * What a reader would call the span.
 *
 *     stage      shop-api/prod   →  POST /orders
 *     aws        DynamoDB        →  DynamoDB PutItem orders
 *     remote     rates.example   →  GET rates.example/v1/quote
 */
export function nameOfXRay(json: JsonObject, name: string, kind: SpanKind): string {
  if (kind === "gateway") return requestName(json, stageOf(json)) ?? name;
  if (json.inferred === true) return name;
  if (kind === "aws") return callName(json, name);
  if (kind === "remote") {
    const request = objectIn(objectIn(json, "http") ?? {}, "request");
    return remoteName(request && textIn(request, "method"), name, request && textIn(request, "url"));
  }
  return name;
}

export function remoteName(method: string | null, host: string, url: string | null): string {
  return `${method === null ? "" : `${method} `}${host}${pathOf(url) ?? ""}`;
}

/** The service, its operation and what it works on. */
function callName(json: JsonObject, name: string): string {
  const aws = objectIn(json, "aws") ?? {};
  return awsCallName(name, textIn(aws, "operation"), resourceOf(aws));
}

export function awsCallName(service: string, operation: string | null, resource: string | null): string {
  return [service, operation, resource === service ? null : resource]
    .filter((part) => part !== null)
    .join(" ");
}

const RESOURCE_FIELDS = ["table_name", "queue_url", "topic_arn", "bucket_name", "function_name"] as const;

/** Table, queue, topic, bucket or function of a call; the last part of URLs and ARNs. */
export function resourceOf(aws: JsonObject): string | null {
  for (const field of RESOURCE_FIELDS) {
    const value = textIn(aws, field);
    if (value !== null) return lastPart(value);
  }
  const [first] = listIn(aws, "resource_names");
  return typeof first === "string" && first !== "" ? lastPart(first) : null;
}

export function lastPart(resource: string): string {
  if (resource.startsWith("arn:")) return resource.slice(resource.lastIndexOf(":") + 1) || resource;
  return resource.slice(resource.lastIndexOf("/") + 1) || resource;
}

function requestName(json: JsonObject, stage: string | null): string | null {
  const request = objectIn(objectIn(json, "http") ?? {}, "request");
  return request && requestNameOf(textIn(request, "method"), textIn(request, "url"), stage);
}

/**
 * Method and path of a request that came in, without the stage that the URL of a REST API repeats. null without a URL.
 */
export function requestNameOf(
  method: string | null,
  url: string | null,
  stage: string | null,
): string | null {
  const path = pathOf(url);
  if (path === null) return null;
  const prefix = stage === null ? null : `/${stage}`;
  const shown = prefix !== null && (path === prefix || path.startsWith(`${prefix}/`));
  return `${method === null ? "" : `${method} `}${shown ? path.slice(prefix.length) || "/" : path}`;
}

function stageOf(json: JsonObject): string | null {
  const gateway = objectIn(objectIn(json, "aws") ?? {}, "api_gateway");
  return gateway && textIn(gateway, "stage");
}

const URL_FORM = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i;

/** The path of a URL, without query; `/` where it has none; null for a text that is no URL. */
function pathOf(url: string | null): string | null {
  if (url === null) return null;
  const path = URL_FORM.exec(url)?.[1];
  return path === undefined ? null : path || "/";
}
