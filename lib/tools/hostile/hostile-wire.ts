import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import { hostileMessages } from "@/lib/tools/hostile/hostile-messages";

export interface HostileWire {
  readonly url: string;
  /** How many lines were put in so far. */
  readonly lines: () => number;
  readonly close: () => Promise<void>;
}

/**
 * Stands between the app and a sandbox and puts what must never run where people's own text is: into lines that functions
 * printed, and into annotations, errors and names of X-Ray's documents. Everything else passes as it is.
 */
export async function startHostileWire(sandboxUrl: string): Promise<HostileWire> {
  const target = new URL(sandboxUrl);
  const messages = hostileMessages();
  let next = 0;
  const hostile = () => messages[next++ % messages.length] ?? "";

  const server = createServer((request, response) => {
    const { method, url: path, headers } = request;
    const onwards = httpRequest(
      { host: target.hostname, port: target.port, method, path, headers },
      async (answer) => {
        const body = await bytesOf(answer);
        const changed = changedBody(request, body, hostile);
        const { "content-length": _, "transfer-encoding": __, ...rest } = answer.headers;
        response
          .writeHead(answer.statusCode ?? 502, { ...rest, "content-length": changed.byteLength })
          .end(changed);
      },
    );
    onwards.on("error", () => response.destroy());
    request.pipe(onwards);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    lines: () => next,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const readsLines = /\.(FilterLogEvents|GetLogEvents)$/;

function changedBody(request: IncomingMessage, body: Buffer, hostile: () => string): Buffer {
  const operation = String(request.headers["x-amz-target"] ?? "");
  if (readsLines.test(operation)) return changedJson(body, (answer) => spoilLines(answer, hostile));
  if (request.url?.startsWith("/Traces"))
    return changedJson(body, (answer) => spoilDocuments(answer, hostile));
  return body;
}

function changedJson(body: Buffer, change: (answer: Record<string, unknown>) => void): Buffer {
  const answer: unknown = JSON.parse(body.toString());
  if (!isRecord(answer)) return body;
  change(answer);
  return Buffer.from(JSON.stringify(answer));
}

/** What the platform writes, which is what makes requests of lines. */
const platform = /^(START|END|REPORT|INIT_START|INIT_REPORT|RESTORE|EXTENSION|TELEMETRY)|"type":"platform\./;

function spoilLines(answer: Record<string, unknown>, hostile: () => string): void {
  if (!Array.isArray(answer.events)) return;
  for (const event of answer.events) {
    if (!isRecord(event) || typeof event.message !== "string" || platform.test(event.message)) continue;
    event.message = spoilt(event.message, hostile());
  }
}

/** A line of JSON stays one, so that what is within is read too. */
function spoilt(message: string, hostile: string): string {
  if (!message.startsWith("{")) return hostile;
  const line: unknown = JSON.parse(message);
  return isRecord(line) && "message" in line ? JSON.stringify({ ...line, message: hostile }) : hostile;
}

function spoilDocuments(answer: Record<string, unknown>, hostile: () => string): void {
  if (!Array.isArray(answer.Traces)) return;
  for (const trace of answer.Traces) {
    const segments: unknown = isRecord(trace) ? trace.Segments : null;
    if (!Array.isArray(segments)) continue;
    for (const segment of segments) {
      if (!isRecord(segment) || typeof segment.Document !== "string") continue;
      const document: unknown = JSON.parse(segment.Document);
      if (isRecord(document)) segment.Document = JSON.stringify(spoiltDocument(document, hostile));
    }
  }
}

/** AWS takes documents of 64 KB: long texts are cut. */
function spoiltDocument(document: Record<string, unknown>, hostile: () => string): unknown {
  const short = () => hostile().slice(0, 500);
  const known = Array.isArray(document.subsegments) ? document.subsegments : [];
  const own = {
    id: "00000000000000ff",
    name: '<img src=x onerror="window.ranFromLog=1">',
    start_time: document.start_time,
    end_time: document.end_time,
    fault: true,
    cause: {
      exceptions: [
        { id: "1", type: short(), message: short(), stack: [{ path: short(), line: 1, label: short() }] },
      ],
    },
    sql: { url: "javascript:window.ranFromLog=1", sanitized_query: short() },
    http: { request: { method: "GET", url: "javascript:window.ranFromLog=1//" } },
    annotations: { evil: short(), more: short() },
    metadata: { default: { markup: short(), again: short() } },
  };
  return { ...document, annotations: { evil: short() }, subsegments: [...known, own] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
