import "server-only";
import { filterLogEvents } from "@/lib/aws/log-events";
import type { Failure } from "@/lib/model/failure";
import type { LogEvent } from "@/lib/model/log";
import { failureIn } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** One reading of one log group. */
export interface GroupReading {
  readonly group: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Any of these texts; null: every event. */
  readonly texts: readonly string[] | null;
  readonly streams?: readonly string[];
}

/** What a reading gave. */
export interface Reading {
  readonly asked: GroupReading;
  readonly events: number;
  readonly outcome: "read" | "cut" | "missing" | "failed";
  /** Why it failed. */
  readonly failure: Failure | null;
}

/** Pages of one reading: an empty one takes as long as a full one. */
const MAX_PAGES = 60;
const MAX_EVENTS = 20_000;
/** [M FilterPattern] */
const MAX_PATTERN = 1_024;

/** Reads a group, given to `take` page by page. A group that does not exist or may not be read is an outcome, not an error. */
export async function readGroupEvents(
  view: ViewRequest,
  asked: GroupReading,
  take: (events: readonly LogEvent[]) => void,
): Promise<Reading> {
  let events = 0;
  let pages = 0;
  const result = (outcome: Reading["outcome"], failure: Failure | null = null): Reading => ({
    asked,
    events,
    outcome,
    failure,
  });
  try {
    for (const pattern of patternsOf(asked.texts)) {
      const query = {
        group: asked.group,
        fromMs: Math.floor(asked.fromMs),
        toMs: Math.ceil(asked.toMs),
        newestFirst: true,
        pattern,
        ...(asked.streams === undefined ? {} : { streams: asked.streams.slice(0, 100) }),
      };
      for await (const page of filterLogEvents(view.scope, query)) {
        take(page.events);
        events += page.events.length;
        pages += 1;
        if (!page.last && (pages >= MAX_PAGES || events >= MAX_EVENTS)) return result("cut");
      }
    }
    return result("read");
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    if (failure.kind === "not-found") return result("missing");
    return result("failed", failure);
  }
}

/** `?"a" ?"b"`: either. A single phrase stands alone. [D FilterAndPatternSyntax] */
function patternsOf(texts: readonly string[] | null): readonly (string | null)[] {
  if (texts === null) return [null];
  const patterns: string[] = [];
  let current: string[] = [];
  const flush = () => {
    if (current.length > 0)
      patterns.push(current.length === 1 ? (current[0] ?? "").slice(1) : current.join(" "));
    current = [];
  };
  for (const text of texts) {
    const term = `?"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
    if ([...current, term].join(" ").length > MAX_PATTERN) flush();
    current.push(term);
  }
  flush();
  return patterns;
}
