"use client";

import { useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** The address of this page with another alarm open: filter and order stay. */
export function useAlarmPath(): (alarm: string) => string {
  const search = useSearchParams();
  return useCallback(
    (alarm) => {
      const own = new URLSearchParams(search.toString());
      own.set("alarm", alarm);
      return `/alarms?${own}`;
    },
    [search],
  );
}
