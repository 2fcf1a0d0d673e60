import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { answerCall, type CallParts } from "@/lib/sandbox/http/answer-call";
import { AwsError } from "@/lib/sandbox/http/contract";
import { answerControl, type ControlParts, isControlPath } from "@/lib/sandbox/http/control";
import { tooLarge } from "@/lib/sandbox/http/errors";
import type { Outcome } from "@/lib/sandbox/http/outcome";
import { restJsonProtocol } from "@/lib/sandbox/http/rest-json";
import type { WireAnswer, WireRequest } from "@/lib/sandbox/http/wire";

/** No call of ours comes near: a full GetMetricData of 500 queries is about 200 kB. */
const BODY_LIMIT_BYTES = 2_000_000;

export function createSandboxServer(parts: CallParts & ControlParts): Server {
  const server = createServer((incoming, outgoing) => {
    const hangUp = new AbortController();
    outgoing.on("close", () => hangUp.abort());
    outgoing.on("error", () => hangUp.abort());
    respond(parts, incoming, outgoing, hangUp.signal).catch((error: unknown) => {
      parts.log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      outgoing.destroy();
    });
  });
  server.keepAliveTimeout = 30_000;
  return server;
}

async function respond(
  parts: CallParts & ControlParts,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const outcome = await outcomeOf(parts, incoming, signal);
  if (outcome === null || outgoing.destroyed) return;
  await write(outcome, incoming, outgoing, signal);
}

async function outcomeOf(
  parts: CallParts & ControlParts,
  incoming: IncomingMessage,
  signal: AbortSignal,
): Promise<Outcome | null> {
  try {
    const request = await readRequest(incoming);
    if (isControlPath(request.path)) return { kind: "answer", answer: answerControl(parts, request) };
    return await answerCall(parts, request, signal);
  } catch (error) {
    if (!(error instanceof AwsError)) {
      if (signal.aborted || incoming.destroyed) return null;
      throw error;
    }
    const answer = restJsonProtocol("apigateway").encodeError(error, "");
    return { kind: "answer", answer: { ...answer, headers: { ...answer.headers, connection: "close" } } };
  }
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const [path = "/", query = ""] = splitOnce(incoming.url ?? "/", "?");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) throw tooLarge(BODY_LIMIT_BYTES);
    chunks.push(chunk);
  }
  return {
    method: incoming.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  };
}

async function write(
  outcome: Outcome,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  switch (outcome.kind) {
    case "answer":
      writeHead(outgoing, outcome.answer);
      outgoing.end(incoming.method === "HEAD" ? undefined : outcome.answer.body);
      return;
    case "stream":
      outgoing.writeHead(200, outcome.headers);
      outgoing.flushHeaders();
      for await (const frame of outcome.frames) {
        if (signal.aborted) return;
        if (!outgoing.write(frame)) await drained(outgoing, signal);
      }
      outgoing.end();
      return;
    case "cut": {
      const body = Buffer.from(outcome.answer.body);
      writeHead(outgoing, outcome.answer);
      outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => incoming.socket.destroy());
      return;
    }
    case "reset":
      incoming.socket.resetAndDestroy();
      return;
    case "silence":
      return;
  }
}

function writeHead(outgoing: ServerResponse, answer: WireAnswer): void {
  outgoing.writeHead(answer.status, {
    ...answer.headers,
    "content-length": Buffer.byteLength(answer.body),
  });
}

function drained(outgoing: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    outgoing.once("drain", resolve);
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
