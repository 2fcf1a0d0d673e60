import { cbor, tag } from "@smithy/core/cbor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { echoCloudWatch } from "@/lib/sandbox/http/testing/echo-service";
import { type RawCall, rawCall } from "@/lib/sandbox/http/testing/raw-call";
import { tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";

let sandbox: Sandbox;
const logged: string[] = [];
const send = (call: RawCall) => rawCall(sandbox.url, call);

beforeAll(async () => {
  sandbox = await tinySandbox({ log: (line) => logged.push(line) }, [echoCloudWatch]);
});

afterAll(() => sandbox.close());

const json = (operation: string, body: string): RawCall => ({
  headers: {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `GraniteServiceVersion20100801.${operation}`,
  },
  body,
});

const query = (parameters: string): RawCall => ({
  headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  body: parameters,
});

const cborCall = (operation: string, body: Uint8Array): RawCall => ({
  path: `/service/GraniteServiceVersion20100801/operation/${operation}`,
  headers: { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" },
  body,
});

describe("AWS JSON 1.0", () => {
  it("passes the body on and answers with a request id and a date", async () => {
    const answer = await send(json("ListMetrics", '{"Namespace":"AWS/Lambda","StartTime":1.5}'));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/x-amz-json-1.0");
    expect(answer.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
    expect(Math.abs(Date.parse(answer.headers.get("date") ?? "") - Date.now())).toBeLessThan(60_000);
    expect(JSON.parse(JSON.parse(answer.text).Echo)).toEqual({ Namespace: "AWS/Lambda", StartTime: 1.5 });
  });

  it("takes an empty body for an empty input", async () => {
    expect(JSON.parse((await send(json("ListMetrics", ""))).text).Echo).toBe("{}");
  });

  it("names the old Query code beside the error", async () => {
    const answer = await send(json("DescribeAlarms", "{}"));
    expect(answer.status).toBe(400);
    expect(answer.headers.get("x-amzn-query-error")).toBe("InvalidParameterValue;Sender");
    expect(JSON.parse(answer.text)).toEqual({
      __type: "InvalidParameterValueException",
      message: "MaxRecords <too> large",
    });
  });

  it.each(["{", "[]", '"text"', "\u0000", "null"])("refuses the body %j", async (body) => {
    const answer = await send(json("ListMetrics", body));
    expect([answer.status, JSON.parse(answer.text).__type]).toEqual([400, "SerializationException"]);
  });

  it("answers a defect of the service with 500 and logs it", async () => {
    const answer = await send(json("DescribeAlarmHistory", "{}"));
    expect([answer.status, JSON.parse(answer.text).__type]).toEqual([500, "InternalFailure"]);
    expect(logged.join("\n")).toContain("a defect");
  });
});

describe("Query", () => {
  it("turns numbered parameters into lists and objects, with numbers, flags and times", async () => {
    const answer = await send(
      query(
        [
          "Action=ListMetrics&Version=2010-08-01&Namespace=AWS%2FLambda",
          "Dimensions.member.2.Name=Resource&Dimensions.member.1.Name=FunctionName&Dimensions.member.1.Value=a%26b",
          "MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name=X",
          "MetricDataQueries.member.1.MetricStat.Period=60&MetricDataQueries.member.1.ReturnData=false",
          "StartTime=2026-01-15T12%3A00%3A00Z&Statistics=",
        ].join("&"),
      ),
    );
    expect(answer.headers.get("content-type")).toBe("text/xml");
    const echoed = /<Echo>(.*)<\/Echo>/.exec(answer.text)?.[1]?.replaceAll("&quot;", '"');
    expect(JSON.parse(echoed?.replaceAll("&amp;", "&") ?? "")).toEqual({
      Namespace: "AWS/Lambda",
      Dimensions: [{ Name: "FunctionName", Value: "a&b" }, { Name: "Resource" }],
      MetricDataQueries: [
        { MetricStat: { Metric: { Dimensions: [{ Name: "X" }] }, Period: 60 }, ReturnData: false },
      ],
      StartTime: 1_768_478_400,
      Statistics: [],
    });
  });

  it("writes lists as members, times as text and free maps as entries", async () => {
    const data = await send(query("Action=GetMetricData&Version=2010-08-01"));
    expect(data.text).toMatch(
      /^<GetMetricDataResponse xmlns="http:\/\/monitoring.amazonaws.com\/doc\/2010-08-01\/"><GetMetricDataResult>/,
    );
    expect(data.text).toContain(
      "<member><Id>m1</Id><Label>a &lt; b &amp; c</Label><Timestamps><member>2026-01-15T12:00:00.000Z</member><member>2026-01-15T12:01:00.500Z</member></Timestamps><Values><member>1</member><member>2.5</member></Values></member>",
    );
    expect(data.text).toContain("<member><Id>m2</Id><Timestamps/><Values/></member>");
    expect(data.text).toMatch(/<ResponseMetadata><RequestId>[0-9a-f-]{36}<\/RequestId><\/ResponseMetadata>/);
    const statistics = await send(query("Action=GetMetricStatistics&Version=2010-08-01"));
    expect(statistics.text).toContain(
      "<ExtendedStatistics><entry><key>p99</key><value>2</value></entry></ExtendedStatistics>",
    );
  });

  it("writes errors with type and code", async () => {
    const answer = await send(query("Action=DescribeAlarms&Version=2010-08-01"));
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(
      "<Error><Type>Sender</Type><Code>InvalidParameterValue</Code><Message>MaxRecords &lt;too&gt; large</Message></Error>",
    );
  });

  it.each([
    "StartTime=yesterday",
    "Period=1e3",
    "ReturnData=maybe",
    "Dimensions.member.x.Name=a",
    "Dimensions.member=a",
    "A=1&A.b=2",
    "A.b=2&A=1",
  ])("refuses %s", async (parameters) => {
    const answer = await send(query(`Action=ListMetrics&Version=2010-08-01&${parameters}`));
    expect(answer.status).toBe(400);
    expect(answer.text).toContain("<Code>MalformedInput</Code>");
  });

  it("is not fooled by names of the language", async () => {
    const answer = await send(
      query("Action=ListMetrics&Version=2010-08-01&__proto__.polluted=1&constructor.x=1"),
    );
    expect(answer.status).toBe(200);
    expect("polluted" in {}).toBe(false);
  });

  it("does not know an action or version that it does not have", async () => {
    for (const parameters of [
      "Action=PutMetricData&Version=2010-08-01",
      "Action=toString&Version=2010-08-01",
      "Action=ListMetrics&Version=1999-01-01",
      "",
    ]) {
      const answer = await send(query(parameters));
      expect([answer.status, /<Code>(.*)<\/Code>/.exec(answer.text)?.[1]]).toEqual([400, "InvalidAction"]);
    }
  });
});

describe("Smithy RPC v2 CBOR", () => {
  it("reads tagged times as seconds", async () => {
    const input = { StartTime: tag({ tag: 1, value: 1_768_478_400 }), Namespace: "AWS/Lambda", Period: 60 };
    const answer = await send(cborCall("ListMetrics", cbor.serialize(input)));
    expect(answer.headers.get("smithy-protocol")).toBe("rpc-v2-cbor");
    expect(JSON.parse(cbor.deserialize(answer.bytes).Echo)).toEqual({
      StartTime: 1_768_478_400,
      Namespace: "AWS/Lambda",
      Period: 60,
    });
  });

  it("tags times in the answer and leaves absent members out", async () => {
    const answer = await send(cborCall("GetMetricData", cbor.serialize({})));
    const [first, second] = cbor.deserialize(answer.bytes).MetricDataResults;
    expect(
      first.Timestamps.map((time: { tag: unknown; value: unknown }) => [Number(time.tag), time.value]),
    ).toEqual([
      [1, 1_768_478_400],
      [1, 1_768_478_460.5],
    ]);
    expect(first.Values).toEqual([1, 2.5]);
    expect(second).not.toHaveProperty("Label");
  });

  it("writes errors as CBOR with the old code in a header", async () => {
    const answer = await send(cborCall("DescribeAlarms", cbor.serialize({})));
    expect(answer.status).toBe(400);
    expect(answer.headers.get("x-amzn-query-error")).toBe("InvalidParameterValue;Sender");
    expect(cbor.deserialize(answer.bytes).__type).toBe(
      "com.amazonaws.cloudwatch#InvalidParameterValueException",
    );
  });

  it("refuses what is not CBOR or not a map", async () => {
    for (const body of [new Uint8Array([0xa1, 0x61]), cbor.serialize([1, 2])]) {
      const answer = await send(cborCall("ListMetrics", body));
      expect(cbor.deserialize(answer.bytes).__type).toContain("SerializationException");
    }
  });
});

describe("requests that lead nowhere", () => {
  it.each([
    [json("PutMetricData", "{}"), 400],
    [json("constructor", "{}"), 400],
    [{ headers: { "x-amz-target": "DynamoDB_20120810.ListTables" }, body: "{}" }, 400],
    [{ method: "GET", path: "/2015-03-31/no-such-thing", signingName: "lambda" }, 404],
    [{ method: "DELETE", path: "/2015-03-31/functions/orders-api", signingName: "lambda" }, 404],
  ] satisfies [RawCall, number][])("%j is an unknown operation", async (call, status) => {
    const answer = await send(call);
    expect(answer.status).toBe(status);
    const type = answer.headers.get("x-amzn-errortype") ?? JSON.parse(answer.text).__type;
    expect(type).toBe("UnknownOperationException");
  });

  it("an encoded name that is not UTF-8 is refused", async () => {
    const answer = await send({
      method: "GET",
      path: "/2015-03-31/functions/%ff/configuration",
      signingName: "lambda",
    });
    expect(answer.status).toBe(400);
  });

  it("a number that is none is refused", async () => {
    const answer = await send({
      method: "GET",
      path: "/2015-03-31/functions?MaxItems=ten",
      signingName: "lambda",
    });
    expect([answer.status, answer.headers.get("x-amzn-errortype")]).toEqual([400, "SerializationException"]);
  });

  it("a body without end is refused", async () => {
    const answer = await send(json("ListMetrics", "x".repeat(2_000_001)));
    expect(answer.status).toBe(413);
  });
});

describe("credentials", () => {
  const call = json("ListMetrics", "{}");

  it("must be there", async () => {
    const answer = await send({ ...call, signingName: null });
    expect([answer.status, JSON.parse(answer.text).__type]).toEqual([
      400,
      "MissingAuthenticationTokenException",
    ]);
    const rest = await send({ method: "GET", path: "/restapis", signingName: null });
    expect([rest.status, JSON.parse(rest.text)]).toEqual([403, { message: "Missing Authentication Token" }]);
  });

  it.each([
    ["Basic abc", "IncompleteSignatureException"],
    ["AWS4-HMAC-SHA256 nonsense", "IncompleteSignatureException"],
    [
      "AWS4-HMAC-SHA256 Credential=A/20260115/us-east-1/monitoring/aws4_request",
      "IncompleteSignatureException",
    ],
    ["AWS4-HMAC-SHA256 Credential=A/20260115, SignedHeaders=h, Signature=0", "IncompleteSignatureException"],
    [
      "AWS4-HMAC-SHA256 Credential=A/today/us-east-1/monitoring/aws4_request, SignedHeaders=h, Signature=0",
      "InvalidSignatureException",
    ],
    [
      "AWS4-HMAC-SHA256 Credential=A/20260115/moon/monitoring/aws4_request, SignedHeaders=h, Signature=0",
      "InvalidSignatureException",
    ],
    [
      "AWS4-HMAC-SHA256 Credential=A/20260115/us-east-1/lambda/aws4_request, SignedHeaders=h, Signature=0",
      "InvalidSignatureException",
    ],
    [
      "AWS4-HMAC-SHA256 Credential=AKIAEXPIRED/20260115/us-east-1/monitoring/aws4_request,SignedHeaders=h,Signature=0",
      "ExpiredTokenException",
    ],
    [
      "AWS4-HMAC-SHA256 Credential=AKIAINVALID/20260115/us-east-1/monitoring/aws4_request,SignedHeaders=h,Signature=0",
      "UnrecognizedClientException",
    ],
  ])("%s → %s", async (authorization, type) => {
    const answer = await send({ ...call, signingName: null, headers: { ...call.headers, authorization } });
    expect([answer.status, JSON.parse(answer.text).__type]).toEqual([400, type]);
  });

  it("choose the region", async () => {
    const answer = await send({ ...call, region: "eu-west-1" });
    expect(JSON.parse(answer.text).Region).toBe("eu-west-1");
  });

  it("may stand in the URL", async () => {
    const scope = encodeURIComponent("AKIATEST/20260115/us-east-1/sts/aws4_request");
    const answer = await send({
      method: "GET",
      path: `/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Credential=${scope}`,
      signingName: null,
    });
    expect(answer.text).toContain("<Account>210987654321</Account>");
  });
});
