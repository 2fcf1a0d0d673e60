"use client";

import { createContext, type ReactNode, useContext, useEffect } from "react";
import type { ColdStartWindow } from "@/components/cold-starts/cold-start-client";
import { useColdStarts } from "@/components/cold-starts/use-cold-starts";
import { useTarget } from "@/components/view/use-target";
import { useNavigation } from "@/components/view/view-navigation";
import { epochMs } from "@/lib/base/time";
import type { ColdStartWay } from "@/lib/url/cold-starts";
import { absoluteRange } from "@/lib/url/time-range";

type ColdStartsValue = ReturnType<typeof useColdStarts> & { readonly window: ColdStartWindow };

const ColdStartsContext = createContext<ColdStartsValue | null>(null);

interface ProviderProps extends Omit<ColdStartWindow, "target"> {
  readonly region: string;
  readonly by: ColdStartWay | null;
  /** Of this load of the page: see `useColdStarts`. */
  readonly visit: string;
  readonly children: ReactNode;
}

/** One reading of the window's cold starts for all that the page says of them: its answer and its panels. */
export function ColdStartsProvider({ by, visit, region, children, ...rest }: ProviderProps) {
  const target = useTarget(region);
  const window = { ...rest, target };
  const hook = useColdStarts(window, by, visit);
  const { from, to, change } = useNavigation();
  const { fromMs, toMs } = window;
  const told = hook.state.phase === "found" ? hook.state.told : null;
  const paid = told?.by === "insights" && told.failures.length === 0;
  useEffect(() => {
    const { from: start, to: end } = absoluteRange(epochMs(fromMs), epochMs(toMs));
    const relative = from.startsWith("now") || to.startsWith("now");
    // What was paid for is of this very window: a range that moves on would have to be paid again.
    if (paid && relative) change({ from: start, to: end });
  }, [paid, from, to, fromMs, toMs, change]);
  return <ColdStartsContext value={{ ...hook, window }}>{children}</ColdStartsContext>;
}

export function useColdStartReading(): ColdStartsValue {
  const value = useContext(ColdStartsContext);
  if (!value) throw new Error("This part of the page needs a ColdStartsProvider around it");
  return value;
}
