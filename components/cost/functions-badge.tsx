"use client";

import { X } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { useNavigation } from "@/components/view/view-navigation";

/** Says that the bill is of some functions only, and leads back to all. */
export function FunctionsBadge({ names }: { readonly names: readonly string[] }) {
  const { change } = useNavigation();
  if (names.length === 0) return null;
  return (
    <Badge className="gap-1 pr-0.5">
      only {names.length > 2 ? `${names.length} functions` : names.join(", ")}
      <button
        type="button"
        aria-label="Bill the whole account"
        onClick={() => change({ fn: null })}
        className="inline-flex size-5 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
      >
        <X className="size-3" aria-hidden />
      </button>
    </Badge>
  );
}
