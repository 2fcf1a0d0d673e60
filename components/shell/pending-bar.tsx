"use client";

import { useNavigation } from "@/components/view/view-navigation";

/** A thin moving line at the top while the next content loads behind the old. Takes no space. */
export function PendingBar() {
  const { pending } = useNavigation();
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden">
      {pending ? (
        <>
          <span className="sr-only">Loading</span>
          <div className="slide-bar h-full w-1/4 bg-ink" />
        </>
      ) : null}
    </div>
  );
}
