import { setTimeout as sleep } from "node:timers/promises";
import { nextRefreshMs } from "@/lib/base/refresh-schedule";
import { type LoadedPage, tailPath } from "@/lib/tools/bench/load-pages";
import type { LoadTally } from "@/lib/tools/bench/load-tally";

export interface Phase {
  readonly appUrl: string;
  readonly tally: LoadTally;
  readonly endsMs: number;
  readonly refreshMs: number;
}

/** Refreshes of a page before its reader goes on to another. */
const STAYS = 3;

/**
 * One tab: loads a page with all that its code asks for, refreshes it at the marks of the clock, and goes on to another
 * page now and then. `next` undefined: stays.
 */
export async function viewPages(
  phase: Phase,
  first: LoadedPage,
  next?: () => LoadedPage | undefined,
): Promise<void> {
  const spread = Math.random();
  let page = first;
  await sleep(Math.random() * phase.refreshMs);
  await look(phase, page, {});
  for (let turn = 1; ; turn++) {
    const now = Date.now();
    const dueMs = nextRefreshMs(now, phase.refreshMs, page.path, spread);
    if (dueMs >= phase.endsMs) return;
    await sleep(dueMs - now);
    if (turn % STAYS === 0) page = next?.() ?? page;
    // As the router asks, for a refresh and for another page alike.
    await look(phase, page, { rsc: "1" });
  }
}

async function look(
  phase: Phase,
  page: LoadedPage,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  await read(phase, page.name, page.path, headers);
  await Promise.all(
    page
      .follow(Date.now())
      .map((path) =>
        read(phase, `${page.name.split(" ")[0]} data`, path, { accept: "application/x-ndjson" }),
      ),
  );
}

async function read(
  { appUrl, tally }: Phase,
  name: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const started = performance.now();
  tally.requests += 1;
  try {
    const response = await fetch(appUrl + path, { headers });
    const text = await response.text();
    tally.took(name, performance.now() - started);
    if (!response.ok) tally.fail(`${response.status} ${path}: ${text.slice(0, 200)}`);
    else if (/data-dgst="\d|:E\{"digest":"\d/.test(text)) tally.fail(`a part failed: ${path}`);
    else if (/ndjson/.test(response.headers.get("content-type") ?? "") && !text.includes('"type":"done"')) {
      tally.fail(`the stream ended early: ${path}: …${text.slice(-300)}`);
    }
  } catch (error) {
    tally.fail(`${path}: ${String(error)}`);
  }
}

/** A tail says at least every five seconds that it is there. */
const SILENCE_MS = 20_000;

/** Holds one tail until the phase ends. */
export async function holdTail({ appUrl, tally, endsMs }: Phase, source: string): Promise<void> {
  await sleep(Math.random() * 5_000);
  const path = tailPath(source, Date.now());
  const leaving = new AbortController();
  let watch: NodeJS.Timeout | undefined;
  const end = setTimeout(() => leaving.abort(), endsMs - Date.now());
  const missing = new Set<string>();
  tally.requests += 1;
  try {
    const response = await fetch(appUrl + path, { signal: leaving.signal });
    if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
    const decoder = new TextDecoder();
    const reader = response.body.getReader();
    let rest = "";
    for (;;) {
      const { done, value: part } = await reader.read();
      if (done) break;
      clearTimeout(watch);
      watch = setTimeout(() => leaving.abort(new Error("silence")), SILENCE_MS);
      rest += decoder.decode(part, { stream: true });
      const blocks = rest.split("\n\n");
      rest = blocks.pop() ?? "";
      for (const block of blocks) note(block, missing, tally);
    }
    if (Date.now() < endsMs - 1_000) tally.fail(`the tail ended: ${path}`);
  } catch (error) {
    if (Date.now() < endsMs - 1_000) tally.fail(`${path}: ${String(error)}`);
  } finally {
    clearTimeout(watch);
    clearTimeout(end);
    tally.tailGaps += missing.size;
  }
}

function note(block: string, missing: Set<string>, tally: LoadTally): void {
  const [, data] = /^data: (.*)$/m.exec(block) ?? [];
  if (data === undefined) return;
  tally.tailMessages += 1;
  const message: unknown = JSON.parse(data);
  if (at(message, "type") === "gap") {
    const source = String(at(message, "source"));
    if (at(message, "recovered") === true) missing.delete(source);
    else missing.add(source);
  }
  if (at(message, "type") === "state" && at(message, "mode") === "polling") tally.tailsPolling += 1;
  if (at(message, "type") === "state" && at(message, "mode") === "stopped") tally.fail("a tail stopped");
  if (at(message, "type") === "failure") tally.fail(`a tail failed: ${data.slice(0, 200)}`);
}

function at(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}
