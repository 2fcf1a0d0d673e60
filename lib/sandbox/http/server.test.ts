import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { echoCloudWatch } from "@/lib/sandbox/http/testing/echo-service";
import { rawCall } from "@/lib/sandbox/http/testing/raw-call";
import { tinySandbox } from "@/lib/sandbox/http/testing/tiny-sandbox";

let sandbox: Sandbox;
const logged: string[] = [];

beforeAll(async () => {
  sandbox = await tinySandbox({ log: (line) => logged.push(line) }, [echoCloudWatch]);
});

afterAll(() => sandbox.close());

/** Sends `text` as it is and closes, or waits for what comes back. */
function speak(text: string, hangUp: boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = "";
    const socket = connect(sandbox.port, "127.0.0.1", () => {
      socket.write(text, () => {
        if (hangUp) socket.destroy();
      });
    });
    socket.on("data", (chunk) => {
      heard += chunk;
      if (heard.includes("\r\n\r\n")) socket.destroy();
    });
    socket.on("close", () => resolve(heard));
    socket.on("error", reject);
  });
}

const alive = async () => (await fetch(`${sandbox.url}/_sandbox/health`)).status === 200;

describe("the server", () => {
  it("listens on this machine only", () => {
    expect(sandbox.url).toBe(`http://127.0.0.1:${sandbox.port}`);
  });

  it("survives a client that hangs up in the middle of a body, without a word", async () => {
    await speak("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{", true);
    expect(await alive()).toBe(true);
    expect(logged).toEqual([]);
  });

  it("answers what is no HTTP with 400", async () => {
    expect(await speak("good day\r\n\r\n", false)).toMatch(/^HTTP\/1.1 400 /);
    expect(await alive()).toBe(true);
  });

  it("answers HEAD without a body", async () => {
    const response = await fetch(`${sandbox.url}/restapis`, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([403, ""]);
  });

  it("has an error of AWS's kind for any nonsense, never a defect and never a good answer", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("GET", "POST", "PUT", "DELETE"),
        text,
        fc.constantFrom(
          "monitoring",
          "lambda",
          "apigateway",
          "logs",
          "xray",
          "sts",
          "cloudtrail",
          "dynamodb",
          "__proto__",
        ),
        fc.constantFrom<Record<string, string>>(
          {},
          { "content-type": "application/x-www-form-urlencoded" },
          { "content-type": "application/x-amz-json-1.1", "x-amz-target": "Logs_20140328.Nonsense" },
          { "x-amz-target": "..." },
          { "content-type": "application/cbor", "smithy-protocol": "rpc-v2-cbor" },
        ),
        text,
        async (method, path, signingName, headers, body) => {
          const answer = await rawCall(sandbox.url, {
            method,
            path: `/x-${encodeURIComponent(path)}`,
            signingName,
            headers,
            ...(method === "GET" ? {} : { body }),
          });
          expect(answer.status).toBeGreaterThanOrEqual(400);
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { numRuns: 60 },
    );
    expect(logged).toEqual([]);
  });

  it("refuses any body of nonsense for a real operation, or takes it as input", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<Record<string, string>>(
          { "x-amz-target": "GraniteServiceVersion20100801.ListMetrics" },
          { "content-type": "application/x-www-form-urlencoded" },
        ),
        fc.oneof(
          fc.json(),
          fc.string(),
          fc.webQueryParameters().map((q) => `Action=ListMetrics&Version=2010-08-01&${q}`),
        ),
        async (headers, body) => {
          const answer = await rawCall(sandbox.url, { headers, body });
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { numRuns: 60 },
    );
    expect(logged).toEqual([]);
  });
});
