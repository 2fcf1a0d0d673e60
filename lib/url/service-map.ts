import type { Health } from "@/lib/model/views/common";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

export const mapViews = ["map", "table"] as const;
export type MapView = (typeof mapViews)[number];

const healths = ["ok", "warning", "critical", "unknown"] as const satisfies readonly Health[];
export const MOST_HOPS = 9;

export interface ServiceMapParams {
  readonly view: MapView;
  /** Id of the node or edge whose panel is open. */
  readonly selected: string | null;
  /** Id of the node around which the map is cut. */
  readonly focus: string | null;
  /** How far around it, 1–9. */
  readonly hops: number;
  /** Empty: all. */
  readonly health: readonly Health[];
  readonly query: string;
  /** Against the equal window before. */
  readonly compare: boolean;
}

/** @throws BadParameter naming the parameter and what it accepts. Ids of nodes and edges are not looked up. */
export function parseServiceMap(search: RawSearch): ServiceMapParams {
  return {
    view: oneOf("view", mapViews, single(search, "view") ?? "map"),
    selected: single(search, "selected") ?? null,
    focus: single(search, "focus") ?? null,
    hops: hopsOf(single(search, "hops")),
    health: healthsOf(single(search, "health")),
    query: single(search, "q") ?? "",
    compare: oneOf("compare", ["on", "off"] as const, single(search, "compare") ?? "off") === "on",
  };
}

/** The inverse; defaults are null, to be left out. `from`, `to` and `region` are the page's own (see `hrefWith`). */
export function serviceMapSearch(params: ServiceMapParams): Readonly<Record<string, string | null>> {
  const { view, selected, focus, hops, health, query, compare } = params;
  return {
    view: view === "map" ? null : view,
    selected,
    focus,
    hops: hops === 1 ? null : String(hops),
    health: health.length === 0 ? null : health.join(","),
    q: query === "" ? null : query,
    compare: compare ? "on" : null,
  };
}

function hopsOf(text: string | undefined): number {
  if (text === undefined) return 1;
  const hops = Number(text);
  if (Number.isInteger(hops) && hops >= 1 && hops <= MOST_HOPS) return hops;
  throw new BadParameter("hops", `${quoteInput(text)} is not a whole number from 1 to ${MOST_HOPS}.`);
}

function healthsOf(text: string | undefined): readonly Health[] {
  const names = (text ?? "").split(",").map((name) => name.trim());
  return [...new Set(names)].filter((name) => name !== "").map((name) => oneOf("health", healths, name));
}

function oneOf<T extends string>(name: string, known: readonly T[], text: string): T {
  const found = known.find((one) => one === text);
  if (found !== undefined) return found;
  throw new BadParameter(name, `${quoteInput(text)} is none of ${known.join(", ")}.`);
}
