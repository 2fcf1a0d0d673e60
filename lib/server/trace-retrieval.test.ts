import { beforeEach, describe, expect, it, vi } from "vitest";
import { getTraceSegmentDestination, getTraces, retrieveTraces } from "@/lib/aws/xray";
import { epochMs, HOUR_MS } from "@/lib/base/time";
import { loadTrace } from "@/lib/server/trace";
import { startView } from "@/lib/server/view-request";
import { drawnTrace } from "@/lib/testing/draw-documents";

vi.mock("@/lib/aws/xray");
vi.mock("@/lib/server/meta", () => ({ metaOf: () => ({}) }));
vi.mock("@/lib/server/view-request", () => ({ startView: vi.fn() }));

const traceId = "1-6968d6c0-000000000000000000000001";
const began = Date.UTC(2026, 0, 15, 12);
const window = { fromMs: epochMs(began - 3 * HOUR_MS), toMs: epochMs(began + HOUR_MS) };

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(startView).mockResolvedValue(
    viewOf({ view: { nowMs: epochMs(began + HOUR_MS), region: "r", scope: {}, window }, account: null }),
  );
  vi.mocked(getTraces).mockResolvedValue({ traces: [], missing: [traceId] });
});

/** Only what the loader looks at. */
function viewOf(value: unknown): Awaited<ReturnType<typeof startView>> {
  return value as Awaited<ReturnType<typeof startView>>;
}

const load = () => loadTrace(traceId, {}, new AbortController().signal);

describe("a trace that BatchGetTraces does not know", () => {
  it("is retrieved where Transaction Search keeps it, from around the time that its id names", async () => {
    vi.mocked(getTraceSegmentDestination).mockResolvedValue("CloudWatchLogs");
    vi.mocked(retrieveTraces).mockResolvedValue({ traces: [drawnTrace("0~5 orders @")], missing: [] });
    expect((await load()).answer).toMatch(/^orders took 5 ms/);
    expect(vi.mocked(retrieveTraces).mock.calls[0]?.slice(1)).toEqual([
      [traceId],
      { fromMs: began - HOUR_MS, toMs: began + HOUR_MS },
    ]);
  });

  it("is not looked for where segments go to X-Ray alone", async () => {
    vi.mocked(getTraceSegmentDestination).mockResolvedValue("XRay");
    await expect(load()).rejects.toThrow(/X-Ray has no trace/);
    expect(retrieveTraces).not.toHaveBeenCalled();
  });

  it("does not exist when the retrieval finds nothing either", async () => {
    vi.mocked(getTraceSegmentDestination).mockResolvedValue("CloudWatchLogs");
    vi.mocked(retrieveTraces).mockResolvedValue({ traces: [], missing: [traceId] });
    await expect(load()).rejects.toThrow(/X-Ray has no trace/);
  });
});
