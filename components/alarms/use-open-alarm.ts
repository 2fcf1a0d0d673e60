"use client";

import { parseAsString, useQueryState } from "nuqs";

/** The alarm that is open, in the address; opening one asks nothing of the server but that alarm. Back closes it. */
export function useOpenAlarm(): readonly [string | null, (name: string | null) => void] {
  const [name, setName] = useQueryState(
    "alarm",
    parseAsString.withOptions({ shallow: true, history: "push" }),
  );
  return [name === "" ? null : name, (next) => void setName(next)];
}
