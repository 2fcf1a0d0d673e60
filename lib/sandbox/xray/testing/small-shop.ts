import { fakeApi, fakeCall, fakeFunction, fakeWorld } from "@/lib/sandbox/xray/testing/fake-world";

/**
 * Four traces, one per minute:
 *
 *     0 s    GET /orders   ok       stage → orders → DynamoDB, SNS → email (asynchronous)
 *     60 s   GET /orders   fault    stage → orders, thrown error
 *     120 s  GET /orders   throttle stage → orders, refused
 *     180 s  worker        ok       consumer of the queue that trace 1 sent to
 */
export function smallShop(now?: number) {
  return fakeWorld({
    ...(now === undefined ? {} : { now }),
    functions: [
      fakeFunction(0, "orders", { segmentStyle: "new" }),
      fakeFunction(1, "email", { segmentStyle: "new" }),
      fakeFunction(2, "worker", { segmentStyle: "new" }),
    ],
    apis: [fakeApi(0)],
    eventSources: [
      {
        uuid: "u1",
        kind: "sqs",
        arn: "arn:aws:sqs:us-east-1:210987654321:jobs",
        functionIndex: 2,
        batchSize: 10,
        state: "Enabled",
      },
    ],
    requests: [
      { at: 0, trace: 1, invocationIndex: 0, user: "ada" },
      { at: 60_000, trace: 2, invocationIndex: 2, status: 502, outcome: "integration-error" },
      { at: 120_000, trace: 3, status: 429, outcome: "function-throttled" },
    ],
    invocations: [
      {
        at: 5,
        arrival: 3,
        trace: 1,
        trigger: "api",
        requestIndex: 0,
        calls: [
          fakeCall(),
          fakeCall({ service: "SNS", operation: "Publish", resource: "arn:topic" }),
          fakeCall({
            service: "SQS",
            operation: "SendMessage",
            resource: "https://sqs.us-east-1.amazonaws.com/210987654321/jobs",
          }),
        ],
      },
      {
        at: 200,
        arrival: 100,
        trace: 1,
        functionIndex: 1,
        trigger: "sns",
        parentInvocation: 0,
        queuedMs: 50,
      },
      {
        at: 60_005,
        arrival: 60_003,
        trace: 2,
        trigger: "api",
        requestIndex: 1,
        outcome: "error",
        failure: { type: "TypeError", message: "installments", stack: ["at charge (/var/task/i.js:1:1)"] },
      },
      { at: 180_000, trace: 4, functionIndex: 2, trigger: "sqs", parentInvocation: 0 },
    ],
  });
}
