import type { AnnotationValue } from "@/lib/sandbox/xray/documents/segment";
import { extentOf } from "@/lib/sandbox/xray/traces/render-trace";
import { failureRootCauses, responseTimeRootCauses } from "@/lib/sandbox/xray/traces/root-causes";
import type { ServiceName, TraceNode, TraceTree } from "@/lib/sandbox/xray/traces/trace-tree";

interface SummaryInput {
  readonly traceId: string;
  readonly tree: TraceTree;
  readonly accountId: string;
  readonly partial: boolean;
}

const micro = (seconds: number) => Math.round(seconds * 1e6) / 1e6;

/**
 * `TraceSummary` of a trace. HasFault, HasError and HasThrottle speak of the root segment only; ResponseTime is the
 * root's length, Duration lasts to the end of the last segment, asynchronous ones included. Seconds. [M]
 */
export function traceSummary({ traceId, tree, accountId, partial }: SummaryInput) {
  const documents = tree.nodes.flatMap(({ segment }) => segment ?? []);
  const extent = extentOf(documents.length > 0 ? documents : []);
  const head = tree.root ?? tree.tops[0];
  const root = head?.node;
  const http = root?.http;
  return {
    Id: traceId,
    StartTime: root?.start_time ?? extent.start,
    Duration: micro(extent.end - extent.start),
    ResponseTime: root ? micro(root.end_time - root.start_time) : 0,
    HasFault: root?.fault === true,
    HasError: root?.error === true,
    HasThrottle: root?.throttle === true,
    IsPartial: partial,
    Http: {
      HttpURL: http?.request?.url,
      HttpStatus: http?.response?.status,
      HttpMethod: http?.request?.method,
      UserAgent: http?.request?.user_agent,
      ClientIp: http?.request?.client_ip,
    },
    Annotations: annotationsOf(tree, accountId),
    Users: usersOf(tree, accountId),
    ServiceIds: [
      ...(head ? [serviceId({ name: head.service.name, type: "client" }, undefined)] : []),
      ...servicesOf(tree).map((service) =>
        serviceId(service, service.type === "remote" ? undefined : accountId),
      ),
    ],
    ResourceARNs: unique(documents.flatMap(({ resource_arn }) => resource_arn ?? [])).map((ARN) => ({ ARN })),
    InstanceIds: [],
    AvailabilityZones: [],
    EntryPoint: head ? serviceId(head.service, accountId) : undefined,
    FaultRootCauses: failureRootCauses(tree, "fault", accountId),
    ErrorRootCauses: failureRootCauses(tree, "error", accountId),
    ResponseTimeRootCauses: responseTimeRootCauses(tree, accountId),
    Revision: documents.length,
  };
}

export type TraceSummary = ReturnType<typeof traceSummary>;

function serviceId({ name, type }: ServiceName, accountId: string | undefined) {
  return { Name: name, Names: [name], AccountId: accountId, Type: type };
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

/** The services of a trace, each once, in order of first appearance. */
function servicesOf(tree: TraceTree): readonly ServiceName[] {
  const byKey = new Map<string, ServiceName>();
  for (const { segment, service } of tree.nodes) {
    if (segment) byKey.set(`${service.type}\n${service.name}`, service);
  }
  return [...byKey.values()];
}

function annotationsOf(tree: TraceTree, accountId: string) {
  const found: Record<string, { AnnotationValue: object; ServiceIds: ReturnType<typeof serviceId>[] }[]> = {};
  const seen = new Map<string, ReturnType<typeof serviceId>[]>();
  for (const { node, service } of tree.nodes) {
    for (const [key, value] of Object.entries(node.annotations ?? {})) {
      const mark = `${key}\n${typeof value}\n${value}`;
      let serviceIds = seen.get(mark);
      if (!serviceIds) {
        serviceIds = [];
        seen.set(mark, serviceIds);
        const entry = { AnnotationValue: wireValue(value), ServiceIds: serviceIds };
        const list = found[key];
        if (list) list.push(entry);
        else found[key] = [entry];
      }
      if (!serviceIds.some(({ Name, Type }) => Name === service.name && Type === service.type)) {
        serviceIds.push(serviceId(service, accountId));
      }
    }
  }
  return found;
}

function wireValue(value: AnnotationValue) {
  switch (typeof value) {
    case "string":
      return { StringValue: value };
    case "number":
      return { NumberValue: value };
    case "boolean":
      return { BooleanValue: value };
  }
}

function usersOf(tree: TraceTree, accountId: string) {
  const users = new Map<string, TraceNode["service"][]>();
  for (const { node, service } of tree.nodes) {
    if (node.user === undefined) continue;
    users.set(node.user, [...(users.get(node.user) ?? []), service]);
  }
  return [...users].map(([UserName, services]) => ({
    UserName,
    ServiceIds: unique(services).map((service) => serviceId(service, accountId)),
  }));
}
