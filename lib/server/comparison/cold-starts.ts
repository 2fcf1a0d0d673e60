import "server-only";
import { getFunction } from "@/lib/aws/lambda";
import { MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import { gatherEnvironment } from "@/lib/cold-starts/gather-environment";
import { summariseInits } from "@/lib/cold-starts/summarise";
import { explainShare, MATTERS, told } from "@/lib/comparison/compare-sides";
import { judgeCounts } from "@/lib/comparison/figures";
import { requestsOf, type Side } from "@/lib/comparison/side";
import type { Span } from "@/lib/comparison/spans";
import type { Failure } from "@/lib/model/failure";
import type { ComparedFigure, Comparison } from "@/lib/model/views/comparison";
import { readPlatformLines } from "@/lib/server/cold-starts/read-lines";
import { ownersOf } from "@/lib/server/cold-starts/subjects";
import { failureIn } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

interface ComparedColdStarts {
  readonly state: NonNullable<Comparison["coldStarts"]>;
  readonly figure: ComparedFigure | null;
  readonly failures: readonly Failure[];
}

interface BothSides {
  readonly before: Span;
  readonly after: Span;
  readonly earlier: Side;
  readonly later: Side;
}

/** Some lines each: read in a second or two, without being asked. */
const FEW_INVOCATIONS = 3_000;
/** An environment that was idle for longer is gone. */
const EARLIER_MS = 15 * MINUTE_MS;
/** A REPORT that is on its way. */
const LATE_MS = 15 * SECOND_MS;

/** Cold starts of both spans from the platform's lines; `offer` where they are many and nobody asked. */
export async function compareColdStarts(
  view: ViewRequest,
  name: string,
  { before, after, earlier, later }: BothSides,
  asked: boolean,
): Promise<ComparedColdStarts> {
  if (!asked && requestsOf(earlier) + requestsOf(later) > FEW_INVOCATIONS) {
    return { state: "offer", figure: null, failures: [] };
  }
  try {
    const config = await getFunction(view.scope, name);
    const subject = { name, group: config.logGroup, config };
    const read = {
      fromMs: before.fromMs - EARLIER_MS,
      toMs: Math.max(after.toMs, Math.min(view.nowMs, after.toMs + config.timeoutMs + LATE_MS)),
    };
    const lines = await readPlatformLines(view, [subject.group], read);
    if (lines.cut.has(subject.group) || lines.absent.has(subject.group)) {
      return { state: "failed", figure: null, failures: lines.failures };
    }
    const ownerOf = ownersOf([subject]);
    const count = (window: Span) => {
      const environments = lines.streams
        .map((stream) => gatherEnvironment(stream.name, stream.lines, window))
        .filter((environment) => ownerOf(environment) !== null);
      const { felt, invocations } = summariseInits(environments, { window, read }, () => null);
      return { k: felt, n: invocations };
    };
    const judged = judgeCounts(count(before), count(after), { earlier, later }, MATTERS.coldStarts);
    const figure = told("coldStarts", "Cold starts", "ratio", judged, {
      changedMs: null,
      explanation: `${explainShare("invocations that waited for an init or a restore, from the log lines,")} Environments end with a deployment, so that some cold starts right after it are usual.`,
    });
    return { state: "read", figure, failures: lines.failures };
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    return { state: "failed", figure: null, failures: [failure] };
  }
}
