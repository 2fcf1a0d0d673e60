"use client";

import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useNavigation } from "@/components/view/view-navigation";

/** Asks the server for the page again; what is on screen stays until the answer is there. */
export function RetryButton() {
  const { reload, pending } = useNavigation();
  return (
    <Button size="sm" onClick={reload} disabled={pending}>
      <RotateCw aria-hidden />
      {pending ? "Retrying…" : "Retry"}
    </Button>
  );
}
