import type { XRaySegment } from "@/lib/sandbox/xray/documents/segment";
import { T0 } from "@/lib/sandbox/xray/testing/fake-world";
import { type TraceNode, traceTree } from "@/lib/sandbox/xray/traces/trace-tree";

/**
 * Draws the documents of a trace, in any order, as an indented tree with times in ms from `T0`. A segment shows its
 * origin, a subsegment its name only; orphans stand at the left margin with `?`.
 *
 *     0–20 shop/prod AWS::ApiGateway::Stage 200
 *       1.5–19.5 Lambda 200
 */
export function drawTrace(documents: readonly XRaySegment[]): string {
  const tree = traceTree(documents);
  const byTime = (a: TraceNode, b: TraceNode) =>
    a.node.start_time - b.node.start_time ||
    b.node.end_time - a.node.end_time ||
    a.node.id.localeCompare(b.node.id);
  const lines: string[] = [];
  const draw = (at: TraceNode, depth: number) => {
    lines.push(`${"  ".repeat(depth)}${lineOf(at, at === tree.root || depth > 0)}`);
    for (const child of [...at.children].sort(byTime)) draw(child, depth + 1);
  };
  for (const top of [...tree.tops].sort(byTime)) draw(top, 0);
  return lines.join("\n");
}

function lineOf({ node, segment }: TraceNode, isPlaced: boolean): string {
  const offset = (seconds: number) => Math.round((seconds * 1000 - T0) * 10) / 10;
  const flags = [node.fault && "fault", node.throttle && "throttle", node.error && !node.throttle && "error"];
  const status = node.http?.response?.status;
  return [
    ...(isPlaced ? [] : ["?"]),
    `${offset(node.start_time)}–${offset(node.end_time)}`,
    node.name,
    ...(segment ? [segment.origin ?? "remote"] : []),
    ...(segment?.inferred ? ["inferred"] : []),
    ...(status === undefined ? [] : [String(status)]),
    ...flags.filter((flag) => typeof flag === "string"),
  ].join(" ");
}
