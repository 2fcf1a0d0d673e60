import type { XRaySubsegment } from "@/lib/sandbox/xray/documents/segment";
import type {
  FilteredEdge,
  FilteredService,
  FilteredTrace,
  FilterScope,
} from "@/lib/sandbox/xray/filter/evaluate";
import type { FlagKeyword, Literal, NumberKeyword, StringKeyword } from "@/lib/sandbox/xray/filter/syntax";
import { isAsyncSegment, type TraceNode, type TraceTree } from "@/lib/sandbox/xray/traces/trace-tree";

/** A trace as filter expressions see it. Keywords outside of `service()` and `edge()` speak of the root segment. */
export function filteredTrace(
  tree: TraceTree,
  options: { readonly accountId: string; readonly durationS: number; readonly partial: boolean },
): FilteredTrace {
  const { accountId } = options;
  const root = tree.root ?? tree.tops[0];
  const services = new Map<string, TraceNode[]>();
  const edges: FilteredEdge[] = [];
  for (const node of tree.nodes) {
    const key = `${node.service.type}\n${node.service.name}`;
    const group = services.get(key);
    if (group) group.push(node);
    else services.set(key, [node]);
    if (node.segment && node.parent) {
      const caller = node.parent.segment || isAsyncSegment(node) ? node : node.parent;
      edges.push({
        from: { ...node.parent.service, accountId },
        to: { ...node.service, accountId },
        scope: new NodesScope([caller], root, options),
      });
    }
  }
  if (root) {
    edges.push({
      from: { name: root.service.name, type: "client", accountId },
      to: { ...root.service, accountId },
      scope: new NodesScope([root], root, options),
    });
  }
  return {
    scope: new TraceScope(tree, root, options),
    services: [...services.values()].map((nodes): FilteredService => {
      const service = nodes[0]?.service ?? { name: "", type: "" };
      return { ...service, accountId, scope: new NodesScope(nodes, root, options) };
    }),
    edges,
  };
}

interface ScopeOptions {
  readonly accountId: string;
  readonly durationS: number;
  readonly partial: boolean;
}

function roundedMicroseconds(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** Keywords over some nodes of a trace: a service's segments and what lies in them, or one edge's call. */
class NodesScope implements FilterScope {
  /** Flags and times are those of segments where there are any. */
  protected readonly heads: readonly TraceNode[];

  constructor(
    protected readonly nodes: readonly TraceNode[],
    protected readonly root: TraceNode | undefined,
    protected readonly options: ScopeOptions,
  ) {
    const segments = nodes.filter(({ segment }) => segment !== null);
    this.heads = segments.length > 0 ? segments : nodes;
  }

  flag(keyword: FlagKeyword): boolean {
    const some = (test: (node: XRaySubsegment) => boolean | undefined) =>
      this.heads.some(({ node }) => test(node) === true);
    switch (keyword) {
      case "ok":
        return !some((node) => node.error || node.fault || node.throttle);
      case "error":
        return some((node) => node.error);
      case "throttle":
        return some((node) => node.throttle);
      case "fault":
        return some((node) => node.fault);
      case "partial":
        return this.options.partial;
      case "inferred":
        return this.heads.some(({ segment }) => segment?.inferred === true);
      case "remote":
        return this.heads.some(
          ({ node, service }) => node.namespace === "remote" || service.type === "remote",
        );
      case "root":
      case "first":
        return this.root !== undefined && this.nodes.includes(this.root);
      case "last":
        return this.heads.every(({ children }) => children.every(({ segment }) => segment === null));
    }
  }

  number(keyword: NumberKeyword): number | undefined {
    switch (keyword) {
      case "responsetime":
      case "duration":
        // Differences of epoch seconds carry noise below the microsecond.
        return roundedMicroseconds(
          Math.max(...this.heads.map(({ node }) => node.end_time - node.start_time)),
        );
      case "http.status":
        return this.heads.find(({ node }) => node.http?.response?.status !== undefined)?.node.http?.response
          ?.status;
      case "coverage": {
        const longest = this.number("responsetime") ?? 0;
        const whole = this.root ? this.root.node.end_time - this.root.node.start_time : 0;
        return whole > 0 ? longest / whole : undefined;
      }
      case "index":
        return this.flag("root") ? 0 : undefined;
    }
  }

  strings(keyword: StringKeyword): readonly string[] {
    const collect = (
      read: (node: TraceNode) => string | undefined,
      from: readonly TraceNode[] = this.heads,
    ) => from.flatMap((node) => read(node) ?? []);
    switch (keyword) {
      case "http.url":
        return collect(({ node }) => node.http?.request?.url);
      case "http.method":
        return collect(({ node }) => node.http?.request?.method);
      case "http.useragent":
        return collect(({ node }) => node.http?.request?.user_agent);
      case "http.clientip":
        return collect(({ node }) => node.http?.request?.client_ip);
      case "user":
        return collect(({ node }) => node.user, this.nodes);
      case "name":
        return collect(({ service }) => service.name);
      case "type":
        return collect(({ service }) => service.type);
      case "message":
        return this.nodes.flatMap(({ node }) => node.cause?.exceptions.map(({ message }) => message) ?? []);
      case "resource.arn":
        return collect(({ segment }) => segment?.resource_arn);
      case "account.id":
        return [this.options.accountId];
      case "group.name":
        return ["Default"];
      // Lambda and API Gateway tell neither zone nor instance.
      case "availabilityzone":
      case "instance.id":
        return [];
    }
  }

  annotations(key: string): readonly Literal[] {
    return this.nodes.flatMap(({ node }) => {
      // The key is the client's: `constructor` must not find what every object inherits.
      const value =
        node.annotations && Object.hasOwn(node.annotations, key) ? node.annotations[key] : undefined;
      return value === undefined ? [] : [value];
    });
  }
}

/** Keywords of the whole trace: the root's, but annotations, users, messages and ARNs of any of its nodes. */
class TraceScope extends NodesScope {
  private readonly anywhere: NodesScope;

  constructor(tree: TraceTree, root: TraceNode | undefined, options: ScopeOptions) {
    super(root ? [root] : [], root, options);
    this.anywhere = new NodesScope(tree.nodes, root, options);
  }

  override number(keyword: NumberKeyword): number | undefined {
    if (keyword === "duration") return roundedMicroseconds(this.options.durationS);
    return this.heads.length > 0 ? super.number(keyword) : undefined;
  }

  override strings(keyword: StringKeyword): readonly string[] {
    const wide = keyword === "user" || keyword === "message" || keyword === "resource.arn";
    return wide ? this.anywhere.strings(keyword) : super.strings(keyword);
  }

  override annotations(key: string): readonly Literal[] {
    return this.anywhere.annotations(key);
  }
}
