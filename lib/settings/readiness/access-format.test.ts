import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergedFormat, missingFields, newFormat } from "@/lib/settings/readiness/access-format";

const names = (format: string | null, traced = true) =>
  missingFields("REST", traced, format).map(({ variable }) => variable);

describe("missingFields", () => {
  it("names the ids that join, and takes what says the same", () => {
    expect(names(null)).toEqual(["requestId", "integration.requestId", "xrayTraceId"]);
    expect(names("$context.extendedRequestId $context.awsEndpointRequestId")).toEqual(["xrayTraceId"]);
    expect(names("$context.requestId $context.integration.requestId", false)).toEqual([]);
  });

  it("does not take a longer name for a shorter one", () => {
    expect(names("$context.requestIdOverride $context.awsEndpointRequestId2 $context.xrayTraceId")).toEqual([
      "requestId",
      "integration.requestId",
    ]);
    // The authorizer's is not the request's.
    expect(
      names("$context.authorizer.requestId $context.integration.requestId $context.xrayTraceId"),
    ).toEqual(["requestId"]);
  });

  it("asks HTTP APIs for no trace id", () => {
    const missing = missingFields("HTTP", false, "$context.requestId");
    expect(missing.map(({ variable }) => variable)).toEqual(["integration.requestId"]);
  });
});

describe("mergedFormat", () => {
  it.each([
    [
      '{ "id": "$context.requestId", "status": $context.status }',
      '{ "id": "$context.requestId", "status": $context.status,"xrayTraceId":"$context.xrayTraceId"}',
    ],
    ["{}", '{"xrayTraceId":"$context.xrayTraceId"}'],
    ['{"xrayTraceId":"none"}', '{"xrayTraceId":"none","xrayTraceIdJoined":"$context.xrayTraceId"}'],
    ["$context.requestId $context.status\n", "$context.requestId $context.status $context.xrayTraceId"],
    ["$context.requestId,$context.status", "$context.requestId,$context.status,$context.xrayTraceId"],
    [
      '<request id="$context.requestId"><s>$context.status</s></request>',
      '<request id="$context.requestId"><s>$context.status</s><xrayTraceId>$context.xrayTraceId</xrayTraceId></request>',
    ],
    ["", " $context.xrayTraceId"],
  ])("%s", (format, merged) => {
    expect(mergedFormat(format, ["xrayTraceId"])).toBe(merged);
  });

  it("lacks nothing afterwards, keeps what was there, and stays JSON", () => {
    const field = fc.constantFrom(
      "requestId",
      "status",
      "path",
      "integration.requestId",
      "identity.sourceIp",
    );
    fc.assert(
      fc.property(fc.uniqueArray(field), fc.boolean(), (fields, json) => {
        const format = json
          ? JSON.stringify(Object.fromEntries(fields.map((name) => [name, `$context.${name}`])))
          : fields.map((name) => `$context.${name}`).join(" ");
        const merged = mergedFormat(format, names(format));
        expect(names(merged)).toEqual([]);
        for (const name of fields) expect(merged).toContain(`$context.${name}`);
        if (json) expect(Object.keys(JSON.parse(merged))).toEqual(expect.arrayContaining(fields));
      }),
    );
  });
});

it("a new format lacks nothing", () => {
  expect(names(newFormat("REST", true))).toEqual([]);
  expect(newFormat("HTTP", false)).not.toContain("xrayTraceId");
});
