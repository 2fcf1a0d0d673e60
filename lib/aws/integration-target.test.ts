import { describe, expect, it } from "vitest";
import { integrationTargetOf } from "@/lib/aws/integration-target";

const restUri = (target: string) =>
  `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:${target}/invocations`;

const variable = (name: string) => `\${stageVariables.${name}}`;

describe("integrationTargetOf", () => {
  it.each([
    [restUri("orders"), "orders", null],
    [restUri("orders:live"), "orders", "live"],
    ["arn:aws:lambda:eu-central-1:111122223333:function:orders", "orders", null],
    ["arn:aws:lambda:eu-central-1:111122223333:function:orders:7", "orders", "7"],
    [
      "arn:aws:apigateway:eu-central-1:lambda:path/2021-11-15/functions/arn:aws:lambda:eu-central-1:111122223333:function:orders/response-streaming-invocations",
      "orders",
      null,
    ],
    ["arn:aws-cn:lambda:cn-north-1:111122223333:function:orders", "orders", null],
    ["https://example.com/function:orders", null, null],
    ["arn:aws:apigateway:eu-central-1:sqs:path/111122223333/queue", null, null],
    ["", null, null],
    [null, null, null],
  ])("reads %s", (uri, functionName, qualifier) => {
    expect(integrationTargetOf(uri, {})).toEqual({ functionName, qualifier });
  });

  it("puts in the stage variables", () => {
    const uri = restUri(`${variable("fn")}:${variable("alias")}`);
    expect(integrationTargetOf(uri, { fn: "orders", alias: "live" })).toEqual({
      functionName: "orders",
      qualifier: "live",
    });
  });

  it("does not know a name whose variable the stage does not set; a missing alias leaves the name", () => {
    expect(integrationTargetOf(restUri(variable("fn")), {}).functionName).toBeNull();
    expect(integrationTargetOf(restUri(`orders:${variable("alias")}`), {})).toEqual({
      functionName: "orders",
      qualifier: null,
    });
  });
});
