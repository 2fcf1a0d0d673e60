"use client";

import { Button } from "@/components/ui/button";
import { useNavigation } from "@/components/view/view-navigation";

/** Loads the page again with everything that it asked about first. */
export function ConsentButton() {
  const { change, pending } = useNavigation();
  return (
    <Button size="sm" disabled={pending} onClick={() => change({ consent: "true" })}>
      {pending ? "Reading…" : "Read them"}
    </Button>
  );
}
