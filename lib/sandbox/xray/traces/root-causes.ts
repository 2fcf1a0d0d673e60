import type { XRaySubsegment } from "@/lib/sandbox/xray/documents/segment";
import type { ServiceName, TraceNode, TraceTree } from "@/lib/sandbox/xray/traces/trace-tree";

/** Most causes that a summary lists of one kind. */
const MAX_CAUSES = 5;

/** A child that takes this share of the whole response explains the slowness better than its parent. */
const COVERED_SHARE = 0.5;

/**
 * `FaultRootCauses` or `ErrorRootCauses`: for each failed node below which nothing failed, the way from the root, as
 * services with the segments and subsegments passed in each.
 */
export function failureRootCauses(tree: TraceTree, flag: "fault" | "error", accountId: string) {
  const clientImpacting = tree.root?.node[flag] === true;
  return innermostFailures(tree, flag)
    .slice(0, MAX_CAUSES)
    .map((failed) => ({
      Services: servicesOnPath(pathTo(failed), accountId, ({ node }) => ({
        Name: node.name,
        Exceptions: (node.cause?.exceptions ?? []).map(({ type, message }) => ({
          Name: type,
          Message: message,
        })),
        Remote: node.namespace === "remote",
      })),
      ClientImpacting: clientImpacting,
    }));
}

function innermostFailures(tree: TraceTree, flag: "fault" | "error"): readonly TraceNode[] {
  // A throttled answer counts as an error; a node that is both is a fault only.
  const failed = ({ node }: TraceNode) => node[flag] === true && !(flag === "error" && node.fault === true);
  const failedBelow = (top: TraceNode): boolean =>
    top.children.some((child) => failed(child) || failedBelow(child));
  return tree.nodes.filter((node) => failed(node) && !failedBelow(node));
}

/** `ResponseTimeRootCauses`: the way from the root along the child that covers most of the response time. */
export function responseTimeRootCauses(tree: TraceTree, accountId: string) {
  const { root } = tree;
  const whole = root ? lengthOf(root.node) : 0;
  if (!root || whole <= 0) return [];
  const path = [root];
  for (let at: TraceNode | undefined = root; at; ) {
    const longest: TraceNode | undefined = at.children
      .filter((child) => overlap(child.node, root.node) >= COVERED_SHARE * whole)
      .sort((a, b) => lengthOf(b.node) - lengthOf(a.node))[0];
    if (longest) path.push(longest);
    at = longest;
  }
  const services = servicesOnPath(path, accountId, ({ node }) => ({
    Name: node.name,
    Coverage: Math.round((overlap(node, root.node) / whole) * 1000) / 1000,
    Remote: node.namespace === "remote",
  }));
  return [{ Services: services, ClientImpacting: true }];
}

const lengthOf = (node: XRaySubsegment) => node.end_time - node.start_time;

function overlap(node: XRaySubsegment, within: XRaySubsegment): number {
  return Math.min(node.end_time, within.end_time) - Math.max(node.start_time, within.start_time);
}

function pathTo(node: TraceNode): readonly TraceNode[] {
  const path: TraceNode[] = [];
  for (let at: TraceNode | null = node; at; at = at.parent) path.unshift(at);
  return path;
}

interface PathService<Entity> extends ReturnType<typeof serviceHead> {
  readonly EntityPath: Entity[];
}

function serviceHead(service: ServiceName, accountId: string, inferred: boolean) {
  return {
    Name: service.name,
    Names: [service.name],
    Type: service.type,
    AccountId: accountId,
    Inferred: inferred,
  };
}

function servicesOnPath<Entity>(
  path: readonly TraceNode[],
  accountId: string,
  entity: (node: TraceNode) => Entity,
): readonly PathService<Entity>[] {
  const services: PathService<Entity>[] = [];
  for (const node of path) {
    if (node.segment || services.length === 0) {
      const head = serviceHead(node.service, accountId, node.segment?.inferred === true);
      services.push({ ...head, EntityPath: [] });
    }
    services.at(-1)?.EntityPath.push(entity(node));
  }
  return services;
}
