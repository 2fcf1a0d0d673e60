import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SpanColumns, spanColumnsSchema, spanDetailSchema, spanFlags } from "@/lib/model/views/spans";
import { DRAWN_ZERO_MS, type DrawnDocument, traceOf } from "@/lib/testing/draw-documents";
import { readTrace } from "@/lib/traces/read-trace";

/** One span of an arbitrary trace; `parent` is a place in the list before its own, so that there are no circles. */
interface Planned {
  readonly parent: number;
  readonly name: string;
  readonly origin: string | null;
  readonly startMs: number;
  readonly lengthMs: number | null;
  readonly isSegment: boolean;
  readonly flags: number;
  readonly status: number;
  readonly namespace: string | null;
  /** How a subsegment travels. */
  readonly way: "embedded" | "alone" | "both";
}

const planned = fc.record<Planned>({
  parent: fc.nat(),
  name: fc.constantFrom(
    "orders",
    "DynamoDB",
    "Init",
    "Initialization",
    "Invocation",
    "Overhead",
    "Dwell Time",
    "Attempt #1",
    "Attempt #2",
    "## handler",
  ),
  origin: fc.constantFrom(
    null,
    "AWS::Lambda",
    "AWS::Lambda::Function",
    "AWS::ApiGateway::Stage",
    "AWS::DynamoDB::Table",
  ),
  startMs: fc.integer({ min: 0, max: 40 }),
  lengthMs: fc.option(fc.integer({ min: -2, max: 40 }), { freq: 40 }),
  isSegment: fc.boolean(),
  flags: fc.nat(15),
  status: fc.constantFrom(0, 200, 202, 404, 429, 502, 504),
  namespace: fc.constantFrom(null, "aws", "remote"),
  way: fc.constantFrom("embedded", "alone", "both"),
});
const plans = fc.array(planned, { minLength: 1, maxLength: 24 });

function documentsOf(plan: readonly Planned[], ways: readonly Planned["way"][]): DrawnDocument[] {
  const documents: DrawnDocument[] = [];
  const jsons = plan.map(
    (span, index): DrawnDocument => ({
      id: `${index}`.padStart(16, "0"),
      name: span.name,
      start_time: (DRAWN_ZERO_MS + span.startMs) / 1000,
      ...(span.lengthMs === null
        ? { in_progress: true }
        : { end_time: (DRAWN_ZERO_MS + span.startMs + span.lengthMs) / 1000 }),
      ...(span.flags & 1 ? { fault: true } : {}),
      ...(span.flags & 2 ? { error: true } : {}),
      ...(span.flags & 4 ? { throttle: true } : {}),
      ...(span.status > 0 ? { http: { response: { status: span.status } } } : {}),
    }),
  );
  for (const [index, span] of plan.entries()) {
    const json = jsons[index];
    if (!json) continue;
    const parent = index === 0 ? undefined : jsons[span.parent % index];
    const isSegment = span.isSegment || parent === undefined;
    if (isSegment) {
      if (span.origin !== null) json.origin = span.origin;
      if (span.flags & 8) json.inferred = true;
    } else if (span.namespace !== null) json.namespace = span.namespace;
    const way = isSegment ? "alone" : (ways[index] ?? "embedded");
    if (way !== "alone" && parent) {
      parent.subsegments = [...(Array.isArray(parent.subsegments) ? parent.subsegments : []), json];
    }
    if (way === "embedded") continue;
    // What is sent alone goes without what it contains; that follows alone or embedded elsewhere.
    documents.push(json);
    if (parent && way === "alone") json.parent_id = parent.id;
    if (!isSegment && way === "alone") json.type = "subsegment";
    if (way === "both")
      documents[documents.length - 1] = { ...json, type: "subsegment", parent_id: parent?.id };
  }
  return documents;
}

const columnsOf = (plan: readonly Planned[], ways: readonly Planned["way"][]) =>
  readTrace(traceOf(documentsOf(plan, ways)));

describe("any trace", () => {
  it("is the same however its documents are cut, doubled and ordered", () => {
    const seeds = fc.array(fc.nat(), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(plans, seeds, (plan, seeds) => {
        const embedded = columnsOf(
          plan,
          plan.map(() => "embedded"),
        ).spans;
        const documents = documentsOf(
          plan,
          plan.map(({ way }) => way),
        );
        const doubled = [...documents, ...documents.filter((_, index) => (seeds[index] ?? 0) % 3 === 0)];
        const ordered = doubled
          .map((document, index) => ({ document, key: seeds[index % seeds.length] ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ document }) => document);
        expect(readTrace(traceOf(ordered)).spans).toEqual(embedded);
      }),
      { numRuns: 300 },
    );
  });

  it("has columns of one length, parents first, as the schema says", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { spans, detailOf } = columnsOf(plan, []);
        expect(spanColumnsSchema.parse(spans)).toEqual(spans);
        for (const [index, parent] of spans.parent.entries()) {
          expect(parent).toBeLessThan(index);
          expect(spanDetailSchema.safeParse(detailOf(index)).success).toBe(true);
        }
      }),
    );
  });

  it("has critical parts that add up to the root's length", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const trace = columnsOf(plan, []);
        const [length = 0] = trace.spans.lengthMs;
        if (length < 0) return;
        for (const shares of [trace.byKind, trace.byService]) {
          expect(shares.reduce((sum, { criticalMs }) => sum + criticalMs, 0)).toBeCloseTo(length, 6);
        }
      }),
    );
  });

  it("has self times that leave out exactly what the children cover", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { spans } = columnsOf(plan, []);
        // How far a span in progress reaches is not in the columns.
        fc.pre(spans.lengthMs.every((length) => length >= 0));
        for (const index of spans.lengthMs.keys()) {
          expect(spans.selfMs[index]).toBeCloseTo(uncovered(spans, index), 6);
        }
      }),
    );
  });
});

/** Counted half a millisecond at a time: every bound here lies on such a step. */
function uncovered(spans: SpanColumns, index: number): number {
  const from = spans.offsetMs[index] ?? 0;
  const to = from + (spans.lengthMs[index] ?? 0);
  const children = spans.parent.flatMap((parent, child) =>
    parent === index && ((spans.flags[child] ?? 0) & spanFlags.async) === 0 ? [child] : [],
  );
  let free = 0;
  for (let at = from; at < to - 1e-9; at += 0.5) {
    const covered = children.some((child) => {
      const start = spans.offsetMs[child] ?? 0;
      return start <= at && at < start + (spans.lengthMs[child] ?? 0);
    });
    if (!covered) free += 0.5;
  }
  return free;
}

describe("anything at all", () => {
  const fields = fc.dictionary(
    fc.constantFrom(
      ..."id name start_time end_time trace_id parent_id origin type namespace http aws sql annotations metadata cause".split(
        " ",
      ),
      ..."links subsegments fault inferred in_progress spanId parentSpanId kind startTimeUnixNano endTimeUnixNano".split(
        " ",
      ),
      ..."attributes resource status events __proto__ constructor".split(" "),
    ),
    fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.constantFrom(
        "a",
        "b",
        "Attempt #1",
        "AWS::Lambda",
        "AWS::Lambda::Function",
        "Init",
        "aws",
        1e300,
        -1,
        1768478400,
      ),
      fc.array(fc.record({ id: fc.constantFrom("a", "b"), name: fc.jsonValue(), trace_id: fc.jsonValue() })),
    ),
  );

  it("is read without an error, with details for every span", () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fields.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 12 }), (documents) => {
        const trace = readTrace({ ...traceOf([]), documents });
        expect(spanColumnsSchema.safeParse(trace.spans).success).toBe(true);
        for (const index of trace.spans.id.keys()) {
          expect(spanDetailSchema.safeParse(trace.detailOf(index)).success).toBe(true);
        }
        expect(trace.answer).not.toBe("");
      }),
      { numRuns: 200 },
    );
  });
});
