import type { XRaySegment, XRaySubsegment } from "@/lib/sandbox/xray/documents/segment";

/** What X-Ray calls a service: a node of the map. */
export interface ServiceName {
  readonly name: string;
  /** e.g. `AWS::Lambda::Function`; `remote` for an inferred host. */
  readonly type: string;
}

/** A segment or subsegment in its place. */
export interface TraceNode {
  readonly node: XRaySubsegment;
  /** Set on segments, including inferred ones; null on subsegments, sent alone or not. */
  readonly segment: XRaySegment | null;
  /** Of the segment itself, or of the one that a subsegment lies in. */
  readonly service: ServiceName;
  parent: TraceNode | null;
  readonly children: TraceNode[];
}

export interface TraceTree {
  /** Every node whose parent is absent: the root, and orphans of documents not (yet) received. */
  readonly tops: readonly TraceNode[];
  /** The top without a parent id, which began the trace; undefined while it is missing. */
  readonly root: TraceNode | undefined;
  readonly nodes: readonly TraceNode[];
}

/** Types whose nodes on the map carry the resource's name instead of the service's. */
const NAMED_BY_RESOURCE = new Set(["AWS::DynamoDB::Table", "AWS::SQS::Queue", "AWS::S3::Bucket"]);

/** The service that a segment stands for. */
export function serviceOf(segment: XRaySegment): ServiceName {
  if (segment.origin === undefined) return { name: segment.name, type: "remote" };
  if (segment.inferred && NAMED_BY_RESOURCE.has(segment.origin)) {
    const resources = segment.aws?.resource_names;
    if (Array.isArray(resources) && typeof resources[0] === "string") {
      return { name: resources[0], type: segment.origin };
    }
  }
  return { name: segment.name, type: segment.origin };
}

const UNKNOWN_SERVICE: ServiceName = { name: "unknown", type: "unknown" };

/** Joins the documents of one trace, in any order, by parent id. */
export function traceTree(documents: readonly XRaySegment[]): TraceTree {
  const building: Building = { byId: new Map(), nodes: [] };
  const placed: TraceNode[] = [];
  const parentIds: (string | undefined)[] = [];
  for (const document of documents) {
    if (document.type !== undefined) continue;
    placed.push(addNode(building, document, document, serviceOf(document), null));
    parentIds.push(document.parent_id);
  }
  // Streamed subsegments belong to the service of whatever they hang on, so that must be there first.
  for (const document of documents) {
    if (document.type === undefined) continue;
    const owner = building.byId.get(document.parent_id ?? "");
    placed.push(addNode(building, document, null, owner?.service ?? UNKNOWN_SERVICE, null));
    parentIds.push(document.parent_id);
  }
  const tops: TraceNode[] = [];
  placed.forEach((top, i) => {
    const parent = building.byId.get(parentIds[i] ?? "");
    if (parent && parent !== top) {
      top.parent = parent;
      parent.children.push(top);
    } else {
      tops.push(top);
    }
  });
  const root = tops.find(({ segment }) => segment !== null && segment.parent_id === undefined);
  return { tops, root, nodes: building.nodes };
}

interface Building {
  readonly byId: Map<string, TraceNode>;
  readonly nodes: TraceNode[];
}

function addNode(
  building: Building,
  node: XRaySubsegment,
  segment: XRaySegment | null,
  service: ServiceName,
  parent: TraceNode | null,
): TraceNode {
  const made: TraceNode = { node, segment, service, parent, children: [] };
  building.byId.set(node.id, made);
  building.nodes.push(made);
  parent?.children.push(made);
  if (node.subsegments) {
    for (const inner of node.subsegments) addNode(building, inner, null, service, made);
  }
  return made;
}

/**
 * Does this segment run on its own time, apart from its caller? Lambda's segment of an event does: the caller waits
 * for the acceptance only.
 */
export function isAsyncSegment(node: TraceNode): boolean {
  return node.segment?.origin === "AWS::Lambda" && node.segment.http?.response?.status === 202;
}
