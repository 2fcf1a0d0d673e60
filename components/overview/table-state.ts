"use client";

import type { SortingState } from "@tanstack/react-table";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";

export const healthFilters = ["all", "failing", "healthy", "idle"] as const;
export type HealthFilter = (typeof healthFilters)[number];

const parsers = {
  q: parseAsString.withDefault(""),
  health: parseAsStringLiteral(healthFilters).withDefault("all"),
  /** `errors.desc`; absent: worst first. */
  sort: parseAsString.withDefault(""),
};

/** Filter and order of the functions table, in the URL, changed without asking the server. */
export function useTableState() {
  const [state, setState] = useQueryStates(parsers, { shallow: true, history: "replace" });
  // The same array until the order changes: the table takes a new one for a change of its state.
  const sorting = useMemo(() => sortingOf(state.sort), [state.sort]);
  return { state, setState, sorting };
}

/** `errors.desc` → the table library's form; anything else is no order. */
export function sortingOf(text: string): SortingState {
  const match = /^(\w+)\.(asc|desc)$/.exec(text);
  return match?.[1] ? [{ id: match[1], desc: match[2] === "desc" }] : [];
}

export function sortText(sorting: SortingState): string {
  const [first] = sorting;
  return first ? `${first.id}.${first.desc ? "desc" : "asc"}` : "";
}
