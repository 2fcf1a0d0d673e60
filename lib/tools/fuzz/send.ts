import { Agent, request as httpRequest } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { FuzzRequest } from "@/lib/tools/fuzz/make-request";

export interface Answer {
  /** 0: the connection broke, or nothing came in time. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** At most the first megabytes. */
  readonly text: string;
  /** Until the first byte of the body or the end, whichever came first. NaN: neither came. */
  readonly firstByteMs: number;
  readonly wholeMs: number;
  /** All of it was read, and not only the begin of a stream. */
  readonly complete: boolean;
  readonly problem: string | null;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** Nothing at all after this long: it will not come. */
const GIVE_UP_MS = 30_000;
/** What is read of a stream after its first byte, which may go on for ever. */
const STREAM_MS = 150;
const MOST_BYTES = 32_000_000;

/**
 * Sends the target as it stands: no client resolves its dots or repairs its escapes. A kept connection that the server
 * closes at that moment, which HTTP allows it at any time, is followed by another try.
 */
export async function send(baseUrl: string, asked: FuzzRequest, giveUpMs = GIVE_UP_MS): Promise<Answer> {
  for (;;) {
    const answer = await sendOnce(baseUrl, asked, giveUpMs);
    if (answer !== "stale") return answer;
  }
}

function sendOnce(baseUrl: string, asked: FuzzRequest, giveUpMs: number): Promise<Answer | "stale"> {
  const { hostname, port } = new URL(baseUrl);
  const started = performance.now();
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    let firstByteMs = Number.NaN;
    let status = 0;
    let headers: Answer["headers"] = {};
    let leaving: NodeJS.Timeout | undefined;
    const finish = (complete: boolean, problem: string | null) => {
      clearTimeout(leaving);
      clearTimeout(patience);
      const wholeMs = performance.now() - started;
      if (complete && Number.isNaN(firstByteMs)) firstByteMs = wholeMs;
      const text = decoded(Buffer.concat(parts), headers["content-encoding"], complete);
      resolve({ status, headers, text, firstByteMs, wholeMs, complete, problem });
    };
    const outgoing = httpRequest({
      hostname,
      port,
      // What is left unread of a body ends the connection.
      agent: asked.body === null ? agent : false,
      method: asked.method,
      path: asked.target,
      headers: { connection: "keep-alive", ...asked.headers },
    });
    const patience = setTimeout(() => {
      finish(false, `no end within ${giveUpMs / 1_000} s`);
      outgoing.destroy();
    }, giveUpMs);
    outgoing.on("response", (response) => {
      status = response.statusCode ?? 0;
      headers = Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [name, value?.toString()]),
      );
      response.on("data", (part: Buffer) => {
        if (Number.isNaN(firstByteMs)) firstByteMs = performance.now() - started;
        if (isStream(headers)) {
          leaving ??= setTimeout(() => {
            finish(false, null);
            outgoing.destroy();
          }, STREAM_MS);
        }
        size += part.length;
        if (size <= MOST_BYTES) parts.push(part);
      });
      response.on("end", () => finish(size <= MOST_BYTES, null));
      response.on("error", (error) => finish(false, error.message));
    });
    outgoing.on("error", (error) => {
      if (
        outgoing.reusedSocket &&
        status === 0 &&
        Number.isNaN(firstByteMs) &&
        /RESET|hang up/.test(error.message)
      ) {
        clearTimeout(patience);
        resolve("stale");
      } else finish(false, error.message);
    });
    outgoing.end(asked.body ?? undefined);
  });
}

/** The begin of a compressed stream is not looked into. */
function decoded(bytes: Buffer, encoding: string | undefined, complete: boolean): string {
  const decode = { gzip: gunzipSync, br: brotliDecompressSync, deflate: inflateSync }[encoding ?? ""];
  if (decode === undefined || bytes.length === 0) return bytes.toString("utf8");
  return complete ? decode(bytes).toString("utf8") : "";
}

function isStream(headers: Answer["headers"]): boolean {
  return /ndjson|event-stream/.test(headers["content-type"] ?? "");
}

/** The same request as a line for the shell. */
export function asCurl(baseUrl: string, { method, target, headers, body }: FuzzRequest): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const options = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const verb = method === "GET" ? [] : method === "HEAD" ? ["-I"] : ["-X", method];
  const data = body === null ? [] : ["--data-binary", quoted(body.slice(0, 200))];
  return ["curl -sig --path-as-is", ...verb, ...options, ...data, quoted(baseUrl + target)].join(" ");
}
