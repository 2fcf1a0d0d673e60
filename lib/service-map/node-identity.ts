import type { GraphService } from "@/lib/model/trace";
import type { NodeKind } from "@/lib/model/views/service-map";

/** Which node of the map a service of X-Ray, or a resource of the configuration, is. */
export interface NodeIdentity {
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  readonly label: string;
  /** null: this account. */
  readonly accountId: string | null;
}

const FUNCTION_TYPES = new Set(["AWS::Lambda", "AWS::Lambda::Function"]);

const KINDS: Readonly<Record<string, NodeKind>> = {
  "AWS::ApiGateway::Stage": "gateway",
  "AWS::DynamoDB::Table": "table",
  "AWS::DynamoDB": "table",
  "AWS::SQS::Queue": "queue",
  "AWS::SQS": "queue",
  "AWS::SNS": "topic",
  "AWS::SNS::Topic": "topic",
  "AWS::Kinesis::Stream": "stream",
  "AWS::Kinesis": "stream",
  "AWS::S3::Bucket": "bucket",
  "AWS::S3": "bucket",
  remote: "remote",
};

/** All that call from outside: X-Ray repeats the called service's name on a client node of its own for each. */
export const clients: NodeIdentity = {
  id: "clients",
  kind: "client",
  name: "Clients",
  label: "Clients",
  accountId: null,
};

/** X-Ray has a client node before a function too, whoever called it: a schedule, a queue, an HTTP API, a person. */
export const unseenCallers: NodeIdentity = {
  id: "unseen-callers",
  kind: "unseen",
  name: "Callers outside X-Ray",
  label: "Outside X-Ray",
  accountId: null,
};

export function isFunctionType(type: string | null): boolean {
  return type !== null && FUNCTION_TYPES.has(type);
}

/**
 * The node of a service. The two services of one function, `AWS::Lambda` and `AWS::Lambda::Function`, are one node.
 * Client services have none of their own: their edges start at `clients` or `unseenCallers`.
 */
export function identityOf(
  service: Pick<GraphService, "name" | "type" | "accountId">,
  ownAccount: string | null,
): NodeIdentity {
  const accountId = service.accountId === ownAccount ? null : service.accountId;
  if (isFunctionType(service.type)) return functionIdentity(service.name, accountId);
  const kind = KINDS[service.type ?? ""] ?? "service";
  if (kind === "queue") return queueIdentity(service.name, accountId);
  const id = `${service.type ?? "unknown"}:${service.name}`;
  return { id: inAccount(id, accountId), kind, name: service.name, label: labelOf(service.name), accountId };
}

export function functionIdentity(name: string, accountId: string | null = null): NodeIdentity {
  return { id: inAccount(`function:${name}`, accountId), kind: "function", name, label: name, accountId };
}

/** A stage as X-Ray names it: REST APIs by name, not by id. Other kinds of API are never traced: theirs is the id. */
export function stageIdentity(api: {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly kind: string;
}): NodeIdentity {
  const name = `${api.name}/${api.stage}`;
  const id = api.kind === "REST" ? `AWS::ApiGateway::Stage:${name}` : `api:${api.id}/${api.stage}`;
  return { id, kind: "gateway", name, label: name, accountId: null };
}

/**
 * The resource that an ARN of an event source or a dead-letter target names; null for one that we cannot tell. A table's
 * stream is shown as the table.
 *
 *     arn:aws:sqs:us-east-1:123456789012:orders-queue
 *     arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000
 */
export function resourceIdentity(arn: string, ownAccount: string | null): NodeIdentity | null {
  const [, , service, region, account, ...rest] = arn.split(":");
  const resource = rest.join(":");
  if (service === undefined || resource === "") return null;
  const accountId = account === undefined || account === "" || account === ownAccount ? null : account;
  const lastPart = resource.split("/")[1] ?? resource;
  const of = (type: string, name: string) => identityOf({ type, name, accountId }, null);
  switch (service) {
    case "sqs":
      return queueIdentity(`https://sqs.${region}.amazonaws.com/${account}/${resource}`, accountId);
    case "sns":
      return of("AWS::SNS::Topic", arn);
    case "dynamodb":
      return of("AWS::DynamoDB::Table", lastPart);
    case "kinesis":
      return of("AWS::Kinesis::Stream", lastPart);
    case "lambda":
      return functionIdentity(resource.split(":")[1] ?? resource, accountId);
    default:
      return of(`AWS::${service}`, arn);
  }
}

/** X-Ray names a queue by its URL, older SDKs by its name alone. */
function queueIdentity(name: string, accountId: string | null): NodeIdentity {
  return {
    id: inAccount(`AWS::SQS::Queue:${name}`, accountId),
    kind: "queue",
    name,
    label: labelOf(name),
    accountId,
  };
}

function inAccount(id: string, accountId: string | null): string {
  return accountId === null ? id : `${id}@${accountId}`;
}

/** The last part of a URL or an ARN. */
function labelOf(name: string): string {
  if (name.startsWith("https://sqs.")) return name.slice(name.lastIndexOf("/") + 1) || name;
  if (name.startsWith("arn:")) return name.slice(name.lastIndexOf(":") + 1) || name;
  return name;
}
