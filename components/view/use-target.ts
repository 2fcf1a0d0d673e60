"use client";

import { useMemo } from "react";
import { useNavigation } from "@/components/view/view-navigation";
import type { TargetParams } from "@/lib/url/target-params";

/** Parameters of a request to our own server that is about the account on screen and this region of it. */
export function useTarget(region: string): TargetParams {
  const { account, accounts } = useNavigation();
  const several = accounts.length > 1;
  return useMemo(
    (): TargetParams => ({ region, ...(several ? { account } : {}) }),
    [several, region, account],
  );
}
