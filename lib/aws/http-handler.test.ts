import { Agent, createServer, get, type RequestListener, type Server } from "node:http";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { afterEach, expect, it } from "vitest";
import { createHttpHandler, MAX_CONNECTIONS } from "@/lib/aws/http-handler";
import { limitConnecting } from "@/lib/aws/limit-connecting";

const CONNECTION_MS = 200;
let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function listening(answer: RequestListener): Promise<{ readonly port: number }> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((ready) => started.listen(0, "127.0.0.1", ready));
  const address = started.address();
  if (address === null || typeof address === "string") throw new Error("It listens on no port.");
  return address;
}

async function clientOf(answer: RequestListener): Promise<LambdaClient> {
  const { port } = await listening(answer);
  return new LambdaClient({
    region: "us-east-1",
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: "key", secretAccessKey: "secret" },
    maxAttempts: 1,
    requestHandler: createHttpHandler(null, { connectionMs: CONNECTION_MS, requestMs: 30_000 }),
  });
}

it("does not call it no connection when a call waits for others that take long", async () => {
  const client = await clientOf((request, response) => {
    request.resume();
    setTimeout(() => response.end('{"Functions":[]}'), 4 * CONNECTION_MS);
  });
  const calls = Array.from({ length: MAX_CONNECTIONS + 8 }, () => client.send(new ListFunctionsCommand({})));
  for (const { Functions } of await Promise.all(calls)) expect(Functions).toEqual([]);
});

it("does not call it no connection when this process was busy while it was made", async () => {
  const { port } = await listening((_, response) => response.end("there"));
  const agent = new Agent();
  limitConnecting(agent, CONNECTION_MS);
  const status = await new Promise((resolve, reject) => {
    const request = get({ host: "127.0.0.1", port, agent }, ({ statusCode }) => resolve(statusCode));
    request.on("error", reject);
    request.on("socket", () => {
      const until = performance.now() + 3 * CONNECTION_MS;
      while (performance.now() < until);
    });
  });
  expect(status).toBe(200);
});

it("gives up a connection that is not made, in a way that the SDK repeats", async () => {
  // The address is never found.
  const agent = new Agent({ lookup: () => {} });
  limitConnecting(agent, 20);
  const failure = await new Promise((resolve) => get({ host: "nobody.invalid", agent }).on("error", resolve));
  expect(failure).toMatchObject({ code: "ETIMEDOUT", message: "No connection to the server within 20 ms." });
});
