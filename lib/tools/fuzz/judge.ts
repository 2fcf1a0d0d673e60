import type { FuzzRequest } from "@/lib/tools/fuzz/make-request";
import type { Answer } from "@/lib/tools/fuzz/send";

/** Bad input is refused, and a page or a stream begins, within this time. */
const MOST_MS = 2_000;
const LONGEST_MESSAGE = 2_000;

/** What HTTP says of a method, a header or a body, of who may ask, and of what it may cost. */
const statuses: ReadonlySet<number> = new Set([
  200, 204, 206, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 413, 414, 415, 416, 417, 428,
  429, 431,
]);

/**
 * What is wrong with an answer, in words; empty: nothing. A JSON twin that says 200 has waited for AWS, which is not the
 * app's time: it must only end (`send` gives up). Whoever asks it for something refused, a page or a stream waits for
 * nobody.
 */
export function judge(asked: FuzzRequest, answer: Answer, mostMs = MOST_MS): readonly string[] {
  if (isTooLong(asked) && (answer.status === 431 || /RESET|EPIPE/.test(answer.problem ?? ""))) return [];
  if (answer.status === 0) return [`no answer: ${answer.problem}`];
  const problems: string[] = [];
  const type = answer.headers["content-type"] ?? "";
  if (answer.problem !== null) problems.push(`broke off: ${answer.problem}`);
  if (answer.status === 502 && type.includes("json")) problems.push(...jsonProblems(asked, answer));
  else if (!statuses.has(answer.status)) problems.push(`status ${answer.status}`);
  if (!awaitsAws(answer) && !(answer.firstByteMs <= mostMs)) {
    problems.push(`first byte after ${Math.round(answer.firstByteMs)} ms`);
  }
  const refused = answer.status >= 400 && answer.status < 500;
  if (refused && answer.wholeMs > mostMs) problems.push(`refused after ${Math.round(answer.wholeMs)} ms`);
  if (asked.method === "HEAD" || !answer.complete) return problems;
  if (type.includes("text/html")) problems.push(...htmlProblems(answer));
  if (type.includes("text/x-component")) problems.push(...brokenPanels(answer.text));
  if (type.includes("application/json") && answer.status !== 502) {
    problems.push(...jsonProblems(asked, answer));
  }
  // Other methods are answered by Next itself.
  const isOurs = asked.method === "GET" && asked.route.kind === "json" && asked.target.startsWith("/api/");
  if (isOurs && (answer.status === 400 || answer.status === 404) && type === "") {
    problems.push(`${answer.status} without a body that says why`);
  }
  return problems;
}

/** Node reads 16 kB of address and headers, says 431 and closes, sometimes before that is read. */
function isTooLong({ target, headers }: FuzzRequest): boolean {
  return target.length + JSON.stringify(headers).length > 15_000;
}

export function awaitsAws({ status, headers }: Answer): boolean {
  return status === 200 && (headers["content-type"] ?? "").startsWith("application/json");
}

export function isSlow(problems: readonly string[]): boolean {
  return problems.some((problem) => / after \d+ ms$|no end within/.test(problem));
}

function htmlProblems({ text, status }: Answer): string[] {
  const problems = brokenPanels(text);
  if (!/^<!doctype html>/i.test(text)) problems.push("HTML without a doctype");
  if (!/<\/html>\s*$/.test(text)) problems.push("HTML that does not end");
  if ((text.match(/<html[\s>]/g) ?? []).length !== 1) problems.push("HTML with more or less than one <html>");
  const reflected = /<(?:script|img|svg)[^>]{0,40}(?:>|=)\s*fuzz\(\d+\)/.exec(text);
  if (reflected) problems.push(`markup of the address in the page: ${reflected[0]}`);
  if (status === 200 && !/<h1[\s>]/.test(text)) problems.push("a page without a heading");
  return problems;
}

/** An exception while a page is drawn leaves its digest; Next's own words stand for a missing page or a redirect, none for what only a browser draws. */
function brokenPanels(text: string): string[] {
  const digests = [
    ...text.matchAll(/data-dgst="([^"]*)"/g),
    ...text.matchAll(/:E\{\\?"digest\\?":\\?"([^"\\]*)/g),
  ].flatMap(([, digest]) => (!digest || digest.startsWith("NEXT_") ? [] : digest));
  return digests.length === 0 ? [] : [`part of the page failed on the server (${digests[0]})`];
}

function jsonProblems({ target, route }: FuzzRequest, { status, text }: Answer): string[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return ["JSON that cannot be read"];
  }
  if (status < 400 || route.kind !== "json") return [];
  const error = fieldOf(body, "error");
  const kind = fieldOf(error, "kind");
  const message = fieldOf(error, "message");
  const parameter = fieldOf(error, "parameter");
  const problems: string[] = [];
  if (typeof kind !== "string" || kind === "") problems.push(`${status} without a kind`);
  if (typeof message !== "string" || message.trim() === "") problems.push(`${status} without a message`);
  else if (message.length > LONGEST_MESSAGE) problems.push(`a message of ${message.length} characters`);
  if (status === 400 && parameter === null && hasReadablePath(target)) {
    problems.push("400 that names no parameter");
  }
  if (status === 502 && kind === "invalid") problems.push("AWS was asked what it calls invalid");
  return problems;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function hasReadablePath(target: string): boolean {
  try {
    decodeURIComponent(target.split("?")[0] ?? "");
    return true;
  } catch {
    return false;
  }
}
