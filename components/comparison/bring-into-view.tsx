"use client";

import { useEffect, useRef } from "react";

/**
 * Shows the element of that id when another key is chosen on this page: what chose it may be far above. On arrival the
 * page's header comes first.
 */
export function BringIntoView({ id, chosen }: { readonly id: string; readonly chosen: string | null }) {
  const shown = useRef(chosen);
  useEffect(() => {
    if (shown.current === chosen) return;
    shown.current = chosen;
    if (chosen !== null) document.getElementById(id)?.scrollIntoView({ block: "nearest" });
  }, [id, chosen]);
  return null;
}
