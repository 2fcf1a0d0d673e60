import { describe, expect, it } from "vitest";
import { drawnTrace } from "@/lib/testing/draw-documents";
import { readTrace } from "@/lib/traces/read-trace";

function told(text: string): readonly [string | null, string] {
  const { spans, faultCause, answer } = readTrace(drawnTrace(text));
  return [spans.strings[spans.name[faultCause] ?? -1] ?? null, answer];
}

describe("the cause of a failure and the answer in words", () => {
  it.each([
    [
      "a call that failed, as deep as it goes",
      `
        0~3000 orders @AWS::Lambda 200
          0~3000 orders @AWS::Lambda::Function fault
            10~2990 rates.example remote fault
      `,
      "rates.example",
      "orders took 3 s and failed; 2.98 s in orders waiting for rates.example, which failed.",
    ],
    [
      "the exception of the code itself",
      `
        0~20 orders @AWS::Lambda 200
          0~20 orders @AWS::Lambda::Function fault raises:TypeError
            2~4 DynamoDB aws
      `,
      "orders",
      "orders took 20 ms and failed; TypeError; 18 ms in orders' own code.",
    ],
    [
      "the function itself where its runtime was killed, not the call that broke off with it",
      `
        0~20 images @AWS::Lambda 200
          0~20 images @AWS::Lambda::Function fault raises:Runtime.OutOfMemory
            2~20 S3 aws op:PutObject fault
      `,
      "images",
      "images took 20 ms and failed; Runtime.OutOfMemory; 18 ms in images waiting for S3 PutObject.",
    ],
    [
      "a throttled call under a failed function",
      `
        0~100 orders @AWS::Lambda 200
          0~100 orders @AWS::Lambda::Function fault raises:Throttled
            2~90 DynamoDB aws op:PutItem on:stock error throttle
      `,
      "DynamoDB PutItem stock",
      "orders took 100 ms and failed; DynamoDB PutItem stock in orders was throttled; 88 ms in orders waiting for DynamoDB PutItem stock.",
    ],
    [
      "the failure that ended last, for the earlier one was survived",
      `
        0~20 orders @ fault
          2~4 a.example remote fault
          5~9 b.example remote fault
      `,
      "b.example",
      "orders took 20 ms and failed; orders calling b.example failed; 14 ms in orders.",
    ],
    [
      "the longest wait, where the gateway gave up and nothing else failed",
      `
        0~29000 api @AWS::ApiGateway::Stage 504 fault
          5~29000 Lambda aws op:Invoke on:quotes 504 fault
            5~31000 quotes @AWS::Lambda 200
              5~31000 quotes @AWS::Lambda::Function
                20~30900 rates.example remote
      `,
      "rates.example",
      "api took 29 s and failed with 504; 29 s in quotes waiting for rates.example.",
    ],
    [
      "a function that Lambda refused to run",
      `
        0~20 api @AWS::ApiGateway::Stage 502 fault
          2~11 Lambda aws on:search error throttle 429
            2~11 search @AWS::Lambda 429 error throttle
      `,
      "search",
      "api took 20 ms and failed with 502; search was throttled; 11 ms in API Gateway.",
    ],
    [
      "a failure in work that nobody waited for",
      `
        0~20 orders @AWS::Lambda 200
          0~20 orders @AWS::Lambda::Function
            2~6 SNS aws op:Publish
              3~50 email @AWS::Lambda 202
                5~50 Attempt_#1 error
                  5~50 email @AWS::Lambda::Function fault raises:Bounced
      `,
      "email",
      "orders took 20 ms; Bounced in email; 16 ms in orders' own code.",
    ],
    [
      "none in a 4xx that was taken for an answer",
      `
        0~20 orders @
          2~6 DynamoDB aws error 400
      `,
      null,
      "orders took 20 ms; 16 ms in orders.",
    ],
    [
      "none where nothing failed",
      `
        0~20 orders @AWS::Lambda 200
          9~20 orders @AWS::Lambda::Function
            1~8 Init
      `,
      null,
      "orders took 20 ms; 11 ms in orders' own code.",
    ],
    [
      "a request in progress",
      `
        0~ orders @
          1~8 load
      `,
      null,
      "orders is not finished after 8 ms; 7 ms in orders' own code.",
    ],
  ])("%s", (_, written, cause, answer) => {
    expect(told(written)).toEqual([cause, answer]);
  });
});
