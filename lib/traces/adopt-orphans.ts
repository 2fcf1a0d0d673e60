import { spanFlags } from "@/lib/model/views/spans";
import { calledFunctionOf } from "@/lib/traces/span-facts";
import { addNote, adopt, preorder, type SpanNode } from "@/lib/traces/span-node";

/** A clock of another host may be off by this much, microseconds. */
const LEEWAY_US = 5_000;

/**
 * A function's segment whose `AWS::Lambda` segment never came hangs under the call that names the function, when exactly
 * one such call was open when it began. The others are returned.
 */
export function adoptOrphans(
  orphans: readonly SpanNode[],
  byId: ReadonlyMap<string, SpanNode>,
  tell: (problem: string) => void,
): readonly SpanNode[] {
  const lost = orphans.filter(isLambda);
  if (lost.length === 0) return orphans;
  const calls = callsByFunction(byId);
  const adopted = new Set<SpanNode>();
  for (const orphan of lost) {
    const inside = new Set(preorder([orphan]));
    const open = (calls.get(orphan.service) ?? []).filter(
      (call) =>
        !inside.has(call) &&
        call.children.length === 0 &&
        call.startUs - LEEWAY_US <= orphan.startUs &&
        orphan.startUs <= call.endUs,
    );
    const [call, ...others] = open;
    if (!call || others.length > 0) continue;
    orphan.flags |= spanFlags.parentMissing;
    adopt(call, [orphan]);
    adopted.add(orphan);
    addNote(orphan, "Its parent is missing; it stands under the call that names this function.");
    tell(`The parent of ${orphan.service} is missing; it stands under the call that names the function.`);
  }
  return orphans.filter((orphan) => !adopted.has(orphan));
}

function isLambda({ serviceType }: SpanNode): boolean {
  return serviceType === "AWS::Lambda::Function" || serviceType === "AWS::Lambda";
}

function callsByFunction(byId: ReadonlyMap<string, SpanNode>): ReadonlyMap<string, SpanNode[]> {
  const calls = new Map<string, SpanNode[]>();
  for (const span of byId.values()) {
    if (span.kind !== "aws" || span.isSegment) continue;
    const name = calledFunctionOf(span);
    if (name === null) continue;
    const known = calls.get(name);
    if (known) known.push(span);
    else calls.set(name, [span]);
  }
  return calls;
}
