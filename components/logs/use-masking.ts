"use client";

import { useCallback, useEffect, useState } from "react";
import type { LogClient } from "@/components/logs/log-client";

const KEY = "lambdascope.mask";

/** Whether secrets are covered: this reader's preference, never part of a shared address. */
export function useMasking(client: LogClient): readonly [boolean, (on: boolean) => void] {
  const [masking, setMasking] = useState(false);
  useEffect(() => setMasking(stored()), []);
  useEffect(() => client.send({ type: "mask", on: masking }), [client, masking]);
  const change = useCallback((on: boolean) => {
    setMasking(on);
    try {
      localStorage.setItem(KEY, on ? "on" : "off");
    } catch {
      // Storage may be switched off: the choice then holds for this page.
    }
  }, []);
  return [masking, change];
}

function stored(): boolean {
  try {
    return localStorage.getItem(KEY) === "on";
  } catch {
    return false;
  }
}
