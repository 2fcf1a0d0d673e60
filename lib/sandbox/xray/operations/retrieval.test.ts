import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/sandbox/http/contract";
import { switchOnTransactionSearch } from "@/lib/sandbox/world/transaction-search";
import { xray } from "@/lib/sandbox/xray/service";
import { fakeContext } from "@/lib/sandbox/xray/testing/fake-context";
import { T0 } from "@/lib/sandbox/xray/testing/fake-world";
import { smallShop } from "@/lib/sandbox/xray/testing/small-shop";

function searchedShop() {
  const world = smallShop();
  switchOnTransactionSearch(world);
  const context = fakeContext(world);
  // The wire's answers are checked by what the tests expect of them.
  const call = async (operation: string, input: JsonObject): Promise<Record<string, never>> =>
    JSON.parse(JSON.stringify(await xray.operations[operation]?.(input, context)));
  return { call };
}

const id = (trace: number) =>
  `1-${(T0 / 1000).toString(16).padStart(8, "0")}-${trace.toString(16).padStart(20, "0")}8000`;
const WINDOW = { StartTime: T0 / 1000 - 60, EndTime: T0 / 1000 + 3_600 };

interface Answer {
  readonly RetrievalStatus: string;
  readonly TraceFormat: string;
  readonly Traces: readonly {
    readonly Id: string;
    readonly Spans: readonly { readonly Document: string }[];
  }[];
  readonly NextToken?: string;
}

/** Guaranteed by the operation's own tests on the SDK. */
const asAnswer = (value: unknown) => value as Answer;

describe("trace retrieval", () => {
  it("is scheduled, runs, and then has the spans of the traces that it knows", async () => {
    const { call } = searchedShop();
    const { RetrievalToken } = await call("StartTraceRetrieval", {
      TraceIds: [id(1), id(2), "1-0-0"],
      ...WINDOW,
    });
    const poll = async () => asAnswer(await call("ListRetrievedTraces", { RetrievalToken }));
    expect(await poll()).toMatchObject({ RetrievalStatus: "SCHEDULED", Traces: [] });
    expect(await poll()).toMatchObject({ RetrievalStatus: "RUNNING", Traces: [] });
    const { RetrievalStatus, TraceFormat, Traces } = await poll();
    expect([RetrievalStatus, TraceFormat]).toEqual(["COMPLETE", "OTEL"]);
    expect(Traces.map(({ Id }) => Id)).toEqual([id(1), id(2)]);
    const spans = Traces[1]?.Spans.map(({ Document }) => JSON.parse(Document)) ?? [];
    expect(spans[0]).toMatchObject({
      traceId: id(2).slice(2).replace("-", ""),
      kind: "SERVER",
      resource: { attributes: { "service.name": "shop/prod", "cloud.platform": "aws_api_gateway" } },
      attributes: { "http.request.method": "GET", "http.response.status_code": 502 },
      status: { code: "ERROR" },
    });
    expect(spans[0]).not.toHaveProperty("parentSpanId");
    const failed = spans.find(({ events }) => events !== undefined);
    expect(failed.events[0]).toMatchObject({
      name: "exception",
      attributes: { "exception.type": "TypeError", "exception.message": "installments" },
    });
  });

  it("has no further page for few traces, and refuses a token that it did not give", async () => {
    const { call } = searchedShop();
    const TraceIds = [id(1), id(2), id(3), id(4)];
    const { RetrievalToken } = await call("StartTraceRetrieval", { TraceIds, ...WINDOW });
    for (let poll = 0; poll < 2; poll++) await call("ListRetrievedTraces", { RetrievalToken });
    const { Traces, NextToken } = asAnswer(await call("ListRetrievedTraces", { RetrievalToken }));
    expect(Traces).toHaveLength(4);
    expect(NextToken).toBeUndefined();
    await expect(call("ListRetrievedTraces", { RetrievalToken, NextToken: "mine" })).rejects.toThrow(
      /NextToken/,
    );
  });

  it("finds only what began in the window", async () => {
    const { call } = searchedShop();
    const late = { StartTime: T0 / 1000 + 30, EndTime: T0 / 1000 + 3_600 };
    const { RetrievalToken } = await call("StartTraceRetrieval", { TraceIds: [id(1), id(2)], ...late });
    for (let poll = 0; poll < 2; poll++) await call("ListRetrievedTraces", { RetrievalToken });
    const { Traces } = asAnswer(await call("ListRetrievedTraces", { RetrievalToken }));
    expect(Traces.map(({ Id }) => Id)).toEqual([id(2)]);
  });

  it("can be cancelled, and refuses an unknown token, too many ids and a shop without it", async () => {
    const { call } = searchedShop();
    const { RetrievalToken } = await call("StartTraceRetrieval", { TraceIds: [id(1)], ...WINDOW });
    await call("CancelTraceRetrieval", { RetrievalToken });
    expect(await call("ListRetrievedTraces", { RetrievalToken })).toMatchObject({
      RetrievalStatus: "CANCELLED",
    });
    for (const operation of ["ListRetrievedTraces", "CancelTraceRetrieval"]) {
      await expect(call(operation, { RetrievalToken: "other" })).rejects.toThrow(
        /RetrievalToken is not valid/,
      );
    }
    const many = Array.from({ length: 101 }, (_, trace) => id(trace));
    await expect(call("StartTraceRetrieval", { TraceIds: many, ...WINDOW })).rejects.toThrow(/more than 100/);
    const without = fakeContext(smallShop());
    await expect(
      (async () => xray.operations.StartTraceRetrieval?.({ TraceIds: [id(1)], ...WINDOW }, without))(),
    ).rejects.toThrow(/CloudWatch Logs/);
  });
});
