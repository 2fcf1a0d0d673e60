import { describe, expect, it } from "vitest";
import { adviceOn, type StageLogging, usefulFormat } from "@/lib/requests/advice";

const stage = (changes: Partial<StageLogging>): StageLogging => ({
  name: "shop / prod",
  kind: "REST",
  accessLog: true,
  variables: ["requestId", "integration.requestId", "xrayTraceId"],
  executionLog: "INFO",
  tracing: true,
  ...changes,
});
const whats = (changes: Partial<StageLogging>) => adviceOn([stage(changes)], []).map(({ what }) => what);

describe("advice", () => {
  it("is none for a stage that logs and traces all", () => {
    expect(whats({})).toEqual([]);
  });

  it("names what is missing, with a format to paste", () => {
    expect(whats({ accessLog: false })).toEqual(["shop / prod writes no access log"]);
    expect(whats({ variables: ["requestId"] })[0]).toContain(
      "$context.integration.requestId and $context.xrayTraceId",
    );
    expect(whats({ tracing: false })).toEqual(["shop / prod is not traced"]);
    expect(whats({ kind: "HTTP", tracing: null, variables: ["requestId", "integration.requestId"] })).toEqual(
      [],
    );
  });

  it("gives a format that is JSON and that its own parser finds complete", () => {
    const format = JSON.parse(usefulFormat("REST"));
    expect(Object.values(format)).toContain("$context.integration.requestId");
    expect(usefulFormat("HTTP")).not.toContain("xrayTraceId");
  });
});
