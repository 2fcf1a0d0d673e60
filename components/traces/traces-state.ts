import { BadParameter } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";
import { parseTraces, type TracesParams, tracesParameterNames, tracesSearch } from "@/lib/url/traces";

export const sortColumns = ["start", "response", "duration", "route", "status"] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface TraceSort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** What the address says of the Traces page: what the server reads too, and the order of the table. */
export interface TracesState extends TracesParams {
  readonly sort: TraceSort;
}

export const newestFirst: TraceSort = { column: "start", descending: true };

/** @throws BadParameter */
export function parseTracesState(search: RawSearch): TracesState {
  return { ...parseTraces(search), sort: parseSort(single(search, "sort")) };
}

/** The address's other parameters, with those of this page replaced by `state`. */
export function writeTracesState(current: URLSearchParams, state: TracesState): URLSearchParams {
  const next = new URLSearchParams(current);
  for (const name of [...tracesParameterNames, "sort"]) next.delete(name);
  for (const [name, value] of Object.entries(tracesSearch(state))) next.set(name, value);
  const text = `${state.sort.descending ? "-" : ""}${state.sort.column}`;
  if (text !== "-start") next.set("sort", text);
  return next;
}

function parseSort(text: string | undefined): TraceSort {
  if (text === undefined) return newestFirst;
  const descending = text.startsWith("-");
  const column = sortColumns.find((one) => one === (descending ? text.slice(1) : text));
  if (column !== undefined) return { column, descending };
  throw new BadParameter(
    "sort",
    `sort is one of ${sortColumns.join(", ")}, with - before it for the largest first.`,
  );
}
