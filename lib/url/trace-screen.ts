import type { RawSearch } from "@/lib/url/search";

export const traceViews = ["waterfall", "table", "flame"] as const;
export type TraceScreenView = (typeof traceViews)[number];

/** What the screen of a trace shows, as the address says it. None of it changes what is read from AWS. */
export interface TraceScreen {
  readonly view: TraceScreenView;
  /** Part of the time axis, `120.5-300` in milliseconds after the begin; null: all of it. */
  readonly zoom: string | null;
  /** Id of the chosen span. */
  readonly span: string | null;
  /** Depth from which spans are folded; null: none. */
  readonly level: number | null;
  /** Search text. */
  readonly find: string;
}

export const wholeScreen: TraceScreen = { view: "waterfall", zoom: null, span: null, level: null, find: "" };

/** What cannot be read is as if it were not there: it is only about what is in sight. */
export function parseTraceScreen(search: RawSearch): TraceScreen {
  const text = (name: string) => textOf(search[name]);
  const view = text("view");
  const level = text("level");
  return {
    view: traceViews.find((one) => one === view) ?? "waterfall",
    zoom: /^\d+(\.\d+)?-\d+(\.\d+)?$/.exec(text("zoom") ?? "")?.[0] ?? null,
    span: text("span") ?? null,
    level: level !== undefined && /^\d{1,3}$/.test(level) ? Number(level) : null,
    find: text("find") ?? "",
  };
}

function textOf(value: RawSearch[string]): string | undefined {
  return typeof value === "string" && value.length <= 500 && value.trim() !== "" ? value.trim() : undefined;
}

/** The address's other parameters, with those of the screen replaced. */
export function writeTraceScreen(current: URLSearchParams, screen: TraceScreen): URLSearchParams {
  const next = new URLSearchParams(current);
  for (const name of ["view", "zoom", "span", "level", "find"]) next.delete(name);
  if (screen.view !== "waterfall") next.set("view", screen.view);
  if (screen.zoom !== null) next.set("zoom", screen.zoom);
  if (screen.span !== null) next.set("span", screen.span);
  if (screen.level !== null) next.set("level", String(screen.level));
  if (screen.find !== "") next.set("find", screen.find);
  return next;
}
