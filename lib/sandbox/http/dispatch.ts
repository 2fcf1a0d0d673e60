import { cborRpcProtocol, decodeCborBody } from "@/lib/sandbox/http/cbor-rpc";
import type { JsonObject, Operation, Service } from "@/lib/sandbox/http/contract";
import { type CredentialScope, readCredentialScope } from "@/lib/sandbox/http/credential-scope";
import { invalidSignature, unknownOperation } from "@/lib/sandbox/http/errors";
import { decodeJsonBody, jsonRpcProtocol } from "@/lib/sandbox/http/json-rpc";
import { decodeQueryParameters } from "@/lib/sandbox/http/query-parameters";
import { queryProtocol } from "@/lib/sandbox/http/query-rpc";
import { restJsonProtocol } from "@/lib/sandbox/http/rest-json";
import { decodeRestInput, matchRoute, type RestRoute } from "@/lib/sandbox/http/rest-route";
import { header, type Protocol, type WireRequest } from "@/lib/sandbox/http/wire";

type ServiceName = Service["name"];

/** What a request asks for, as far as its headers and path say. */
export interface Address {
  /** Undefined: no service of the sandbox. */
  readonly serviceName: ServiceName | undefined;
  /** Undefined: the service has no such operation. */
  readonly operation: string | undefined;
  /** What to call the request when it leads nowhere. */
  readonly what: string;
  readonly protocol: Protocol;
  readonly decodeInput: () => JsonObject;
}

/** An address that leads to an operation, and the caller's scope. */
export interface MatchedCall {
  readonly serviceName: ServiceName;
  readonly operationName: string;
  readonly operation: Operation;
  readonly scope: CredentialScope;
}

export type RestRoutes = Readonly<Partial<Record<ServiceName, readonly RestRoute[]>>>;

/** Names in the credential scope [W]. The two API Gateway services share one. */
const SIGNING_NAMES: Readonly<Record<ServiceName, string>> = {
  cloudwatch: "monitoring",
  logs: "logs",
  xray: "xray",
  lambda: "lambda",
  apigateway: "apigateway",
  apigatewayv2: "apigateway",
  cloudtrail: "cloudtrail",
  sts: "sts",
};

const TARGETS: Readonly<Record<string, ServiceName>> = {
  GraniteServiceVersion20100801: "cloudwatch",
  Logs_20140328: "logs",
  CloudTrail_20131101: "cloudtrail",
};

const QUERY_VERSIONS: Readonly<
  Record<string, { readonly serviceName: ServiceName; readonly namespace: string }>
> = {
  "2010-08-01": { serviceName: "cloudwatch", namespace: "http://monitoring.amazonaws.com/doc/2010-08-01/" },
  "2011-06-15": { serviceName: "sts", namespace: "https://sts.amazonaws.com/doc/2011-06-15/" },
};

/** Reads protocol, service and operation from headers and path; never from the user agent or the host. */
export function addressOf(request: WireRequest, routes: RestRoutes): Address {
  if (request.path.startsWith("/service/")) return cborAddress(request);
  if (header(request, "x-amz-target") !== "") return jsonAddress(request);
  if (request.path === "/") return queryAddress(request);
  return restAddress(request, routes);
}

/** Checks the caller's credentials and that the operation exists. Throws `AwsError`. */
export function matchCall(
  request: WireRequest,
  address: Address,
  services: ReadonlyMap<ServiceName, Service>,
): MatchedCall {
  const scope = readCredentialScope(request);
  const { serviceName, operation: operationName, what } = address;
  if (serviceName === undefined || operationName === undefined) throw unknownOperation(what);
  const signingName = SIGNING_NAMES[serviceName];
  if (scope.signingName !== signingName) {
    throw invalidSignature(`Credential should be scoped to correct service: '${signingName}'.`);
  }
  const operations = services.get(serviceName)?.operations ?? {};
  const operation = Object.hasOwn(operations, operationName) ? operations[operationName] : undefined;
  if (operation === undefined) throw unknownOperation(what);
  return { serviceName, operationName, operation, scope };
}

function cborAddress(request: WireRequest): Address {
  const [, , target = "", , operation] = request.path.split("/");
  return {
    serviceName: ownValue(TARGETS, target),
    operation,
    what: request.path,
    protocol: cborRpcProtocol,
    decodeInput: () => decodeCborBody(request.body),
  };
}

function jsonAddress(request: WireRequest): Address {
  const target = header(request, "x-amz-target");
  // Older clients write the service with its package: `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101`.
  const [operation, prefix = ""] = target.split(".").reverse();
  const serviceName = ownValue(TARGETS, prefix);
  const version = header(request, "content-type").endsWith("1.0") ? "1.0" : "1.1";
  return {
    serviceName,
    operation,
    what: target,
    protocol: jsonRpcProtocol(version, serviceName === "cloudwatch"),
    decodeInput: () => decodeJsonBody(request.body),
  };
}

function queryAddress(request: WireRequest): Address {
  const isForm = header(request, "content-type").startsWith("application/x-www-form-urlencoded");
  const parameters = isForm ? new URLSearchParams(new TextDecoder().decode(request.body)) : request.query;
  const action = parameters.get("Action") ?? undefined;
  const version = parameters.get("Version") ?? "";
  const target = ownValue(QUERY_VERSIONS, version);
  return {
    serviceName: target?.serviceName,
    operation: action,
    what: `Could not find operation ${action} for version ${version}`,
    protocol: queryProtocol(action ?? "", target?.namespace ?? "http://webservices.amazon.com/"),
    decodeInput: () => decodeQueryParameters(parameters),
  };
}

function restAddress(request: WireRequest, routes: RestRoutes): Address {
  for (const serviceName of ["lambda", "apigateway", "apigatewayv2", "xray"] as const) {
    for (const route of routes[serviceName] ?? []) {
      const labels = matchRoute(route, request);
      if (labels === null) continue;
      return {
        serviceName,
        operation: route.operation,
        what: route.operation,
        protocol: restJsonProtocol(serviceName),
        decodeInput: () => decodeRestInput(route, labels, request),
      };
    }
  }
  return {
    serviceName: undefined,
    operation: undefined,
    what: `${request.method} ${request.path}`,
    protocol: restJsonProtocol("apigateway"),
    decodeInput: () => ({}),
  };
}

/** A table's own entry: request text such as `constructor` must not reach the prototype. */
function ownValue<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
