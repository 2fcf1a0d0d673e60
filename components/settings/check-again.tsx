"use client";

import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useNavigation } from "@/components/view/view-navigation";

/** Asks AWS once more; what is on screen stays until the answers are there. */
export function CheckAgain() {
  const { reload, pending } = useNavigation();
  return (
    <Button size="sm" onClick={reload} disabled={pending}>
      <RotateCw aria-hidden />
      {pending ? "Checking…" : "Check again"}
    </Button>
  );
}
