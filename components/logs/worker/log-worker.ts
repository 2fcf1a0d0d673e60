/// <reference lib="webworker" />
import type { FromWorker, QuestionName, Questions, ToWorker } from "@/components/logs/protocol";
import { LogSession } from "@/components/logs/worker/log-session";
import { LoadRefused, readMessages } from "@/components/logs/worker/read-messages";
import { Tail } from "@/components/logs/worker/tail";

/** Holds the events and does everything that takes time; the page only asks for the rows on screen. */

const session = new LogSession();
let load: AbortController | null = null;
/** What the load reads, without a cursor. */
let loaded = "";
let timer: ReturnType<typeof setTimeout> | null = null;
let tail: Tail | null = null;
let dirty = false;
/** The next refresh waits three times as long as the last one took, so that reading stays ahead of showing. */
let nextRefreshMs = 0;

const PAUSE_MS = 120;
/** How long a search may keep the rows on screen waiting. */
const SEARCH_MS = 60;
/** Lines that one wish to read everything may add: about a gigabyte of memory. */
const MOST_AT_ONCE = 2_000_000;

function post(message: FromWorker): void {
  self.postMessage(message);
}

function schedule(rowsChanged: boolean): void {
  dirty ||= rowsChanged;
  if (timer !== null) return;
  timer = setTimeout(progress, PAUSE_MS);
}

/** Says how far the load is, with its rows when it is time for them. */
function progress(): void {
  timer = null;
  if (!dirty || performance.now() >= nextRefreshMs) show();
  else {
    post({ type: "state", state: session.state });
    timer = setTimeout(progress, PAUSE_MS);
  }
}

function show(): void {
  if (timer !== null) clearTimeout(timer);
  timer = null;
  if (dirty && !session.searchUntil(() => performance.now(), performance.now() + SEARCH_MS)) {
    // Questions, and other searches, come in between.
    timer = setTimeout(show, 0);
  } else if (dirty) {
    const began = performance.now();
    session.refresh();
    nextRefreshMs = performance.now() + (performance.now() - began) * 3;
    dirty = false;
  }
  post({ type: "state", state: session.state });
}

/** Reads a window from its newest lines on; a load under way is left. */
async function run(url: string): Promise<void> {
  const own = begin(url);
  session.reset([]);
  post({ type: "state", state: session.state });
  await receive(url, own, true);
  if (load === own) show();
}

/** Reads what was left out, at most `MOST_AT_ONCE` lines of it. */
async function readOn(all: boolean): Promise<void> {
  const own = begin(loaded);
  const until = session.lineCount + (all ? MOST_AT_ONCE : 1);
  for (;;) {
    const cursor = session.state.done?.truncated?.cursor;
    if (cursor === undefined || session.lineCount >= until) break;
    session.readOn();
    post({ type: "state", state: session.state });
    await receive(`${loaded}&cursor=${encodeURIComponent(cursor)}`, own, false);
    if (own.signal.aborted || session.state.phase !== "done") break;
  }
  if (load === own) show();
}

function begin(url: string): AbortController {
  load?.abort();
  load = new AbortController();
  loaded = url;
  return load;
}

async function receive(url: string, own: AbortController, isNew: boolean): Promise<void> {
  let first = isNew;
  try {
    for await (const message of readMessages(url, own.signal)) {
      if (own.signal.aborted) break;
      if (message.type === "meta" && isNew) session.reset(message.sources);
      const changed = session.receive(message);
      // The first lines are shown at once.
      if (first && message.type === "events") {
        first = false;
        dirty = true;
        show();
      } else schedule(changed);
    }
    if (load === own && session.state.phase === "loading") {
      session.patch({ phase: "failed", error: "The connection ended before everything was read." });
    }
  } catch (error) {
    if (own.signal.aborted) return;
    session.patch({
      phase: "failed",
      error: error instanceof LoadRefused ? error.message : `The logs could not be read: ${text(error)}`,
    });
  }
}

/** Reads the equal window before, for comparing; a failure only leaves the comparison out. */
async function runPrevious(url: string): Promise<void> {
  const within = load?.signal ?? new AbortController().signal;
  const before = new LogSession();
  session.patch({ previous: "loading" });
  post({ type: "state", state: session.state });
  try {
    for await (const message of readMessages(url, within)) {
      if (message.type === "meta") before.reset(message.sources);
      before.receive(message);
    }
    if (within.aborted) return;
    const whole =
      before.state.phase === "done" && before.state.failures.length === 0 && !before.state.done?.truncated;
    session.previous = whole ? before : null;
    session.patch({ previous: whole ? "done" : "failed" });
  } catch {
    if (within.aborted) return;
    session.patch({ previous: "failed" });
  }
  dirty = true;
  show();
}

const answers: {
  readonly [N in QuestionName]: (
    ask: Questions[N]["ask"],
  ) => Questions[N]["answer"] | Promise<Questions[N]["answer"]>;
} = {
  requests: ({ from, to }) => session.requests(from, to),
  lines: ({ from, to }) => session.lines(from, to),
  errors: ({ from, to }) => session.errors(from, to),
  story: ({ key }) => session.story(key),
  places: ({ keys }) => session.places(keys),
  detail: ({ line }) => session.detail(line),
  around: ({ line, reach }) => session.around(line, reach),
  find: ({ eventId }) => session.find(eventId),
  breakdown: () => session.breakdown(),
  export: ({ format, mask }) => session.export(format, mask),
};

async function answer(id: number, name: QuestionName, question: unknown): Promise<void> {
  try {
    post({ type: "answer", id, answer: await answers[name](asQuestion(question)) });
  } catch (error) {
    post({ type: "problem", id, message: text(error) });
  }
}

/** The page asks by the types of `Questions`: both ends are compiled against it. */
function asQuestion(question: unknown): never {
  return question as never;
}

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case "load":
      void run(data.url);
      break;
    case "readOn":
      void readOn(data.all);
      break;
    case "cancel":
      load?.abort();
      session.patch({ phase: "cancelled" });
      dirty = true;
      show();
      break;
    case "loadPrevious":
      void runPrevious(data.url);
      break;
    case "mask":
      session.masking = data.on;
      dirty = true;
      show();
      break;
    case "query":
      session.setQuery(data.query);
      dirty = true;
      // Of several that waited only the last is answered.
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(show, 0);
      break;
    case "ask":
      void answer(data.id, data.name, data.question);
      break;
    case "tail":
      tail?.stop();
      tail = data.url === null ? null : new Tail(data.url, session, schedule);
      break;
    case "pause":
      tail?.pause(data.on);
      break;
    case "clear":
      session.clear(session.state.tail?.watermarkMs ?? session.state.nowMs ?? 0);
      dirty = true;
      show();
      break;
  }
};
