import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { RunningServer } from "@/lib/tools/local-account";
import { freePort } from "@/lib/tools/ports.mjs";

/**
 * An endpoint that answers BatchGetTraces with a trace of these documents, whichever is asked for, and sends every other call
 * on to the sandbox, which has no trace that large.
 */
export async function startBigTraceEndpoint(
  sandboxUrl: string,
  documents: readonly string[],
): Promise<RunningServer> {
  const port = await freePort();
  const segments = JSON.stringify(
    documents.map((Document, index) => ({ Id: index.toString(16).padStart(16, "0"), Document })),
  );
  const server = createServer((request, response) => {
    void read(request).then(async (body) => {
      if (request.url !== "/Traces") return passOn(sandboxUrl, request, body, response);
      const asked: { TraceIds?: readonly string[] } = JSON.parse(body.toString());
      const id = JSON.stringify(asked.TraceIds?.[0] ?? "");
      response.writeHead(200, { "content-type": "application/json", date: new Date().toUTCString() });
      response.end(
        `{"Traces":[{"Id":${id},"Duration":60,"LimitExceeded":false,"Segments":${segments}}],"UnprocessedTraceIds":[]}`,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    pid: process.pid,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function passOn(
  sandboxUrl: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === "string" && !["host", "connection", "content-length"].includes(name)) {
      headers.set(name, value);
    }
  }
  const got = await fetch(sandboxUrl + (request.url ?? "/"), {
    method: request.method ?? "POST",
    headers,
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
  response.writeHead(got.status, Object.fromEntries(got.headers));
  response.end(Buffer.from(await got.arrayBuffer()));
}
