"use client";

import { Button } from "@/components/ui/button";
import { useNavigation } from "@/components/view/view-navigation";

/** For a few functions: every line is read, which takes time and no money. */
export function LinesOffer() {
  const { change, pending } = useNavigation();
  return (
    <Button size="sm" variant="ghost" disabled={pending} onClick={() => change({ by: "lines" })}>
      Read every line instead: free, slower
    </Button>
  );
}
