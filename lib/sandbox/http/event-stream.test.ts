import { CloudWatchLogsClient, StartLiveTailCommand } from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AwsError, type Service } from "@/lib/sandbox/http/contract";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { clientSettings, tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";

let sandbox: Sandbox;
let hungUp = 0;

/** One start, one update, and then: an exception for groups `ends` and `throws`, silence for any other. */
const tail: Service = {
  name: "logs",
  operations: {
    StartLiveTail: (input, { signal }) => ({
      kind: "event-stream",
      events: (async function* () {
        yield { type: "sessionStart", payload: { sessionId: "s1" } };
        yield { type: "sessionUpdate", payload: { sessionResults: [{ message: "é <b>", timestamp: 5 }] } };
        if (JSON.stringify(input).includes("throws")) {
          throw new AwsError("SessionStreamingException", "broke");
        }
        if (JSON.stringify(input).includes("ends")) {
          yield { exception: "SessionTimeoutException", message: "over" };
          yield { type: "sessionUpdate", payload: { sessionResults: [] } };
        } else {
          await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
          hungUp += 1;
        }
      })(),
    }),
  },
};

beforeAll(async () => {
  sandbox = await tinySandbox({}, [tail]);
});

afterAll(() => sandbox.close());

async function start(group: string, abortSignal?: AbortSignal) {
  const client = new CloudWatchLogsClient({ ...clientSettings(sandbox), disableHostPrefix: true });
  const { responseStream } = await client.send(
    new StartLiveTailCommand({
      logGroupIdentifiers: [`arn:aws:logs:us-east-1:210987654321:log-group:${group}`],
    }),
    { abortSignal },
  );
  if (responseStream === undefined) throw new Error("no stream");
  return { client, responseStream };
}

it("streams frames that the SDK reads, and ends with the exception", async () => {
  const { responseStream } = await start("ends");
  const seen: unknown[] = [];
  await expect(
    (async () => {
      for await (const event of responseStream) seen.push(event);
    })(),
  ).rejects.toMatchObject({ name: "SessionTimeoutException", message: "over" });
  expect(seen).toEqual([
    { sessionStart: { sessionId: "s1" } },
    { sessionUpdate: { sessionResults: [{ message: "é <b>", timestamp: 5 }] } },
  ]);
});

it("turns what the service throws on the way into an exception", async () => {
  const { responseStream } = await start("throws");
  const read = (async () => {
    for await (const _event of responseStream) {
      // Reads until the exception.
    }
  })();
  await expect(read).rejects.toMatchObject({ name: "SessionStreamingException", message: "broke" });
});

it("tells the service when the client hangs up", async () => {
  const { client, responseStream } = await start("open");
  const before = hungUp;
  for await (const event of responseStream) {
    if (event.sessionUpdate !== undefined) break;
  }
  client.destroy();
  await expect.poll(() => hungUp).toBe(before + 1);
});

it("ends open streams when the sandbox closes", async () => {
  const own = await tinySandbox({}, [tail]);
  const client = new CloudWatchLogsClient({ ...clientSettings(own), disableHostPrefix: true });
  const { responseStream } = await client.send(
    new StartLiveTailCommand({ logGroupIdentifiers: ["arn:aws:logs:us-east-1:210987654321:log-group:x"] }),
  );
  const read = (async () => {
    for await (const _event of responseStream ?? []) {
      // Reads until the connection breaks.
    }
  })();
  await own.close();
  await expect(read).rejects.toThrow();
});
