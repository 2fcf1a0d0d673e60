"use client";

import { type ComponentType, useEffect, useState } from "react";
import type { ToasterProps } from "sonner";
import { announcementsReady } from "@/components/ui/announce";

const LOAD_AFTER_MS = 1_500;
const look = "w-80 rounded-md border border-line bg-surface px-3 py-2 text-ink text-sm shadow-pop";

/** Where announcements appear. Fetched once the page is drawn. */
export function Announcements() {
  const [Toaster, setToaster] = useState<ComponentType<ToasterProps> | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      import("sonner").then(
        (module) => setToaster(() => module.Toaster),
        () => undefined,
      );
    }, LOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (Toaster) announcementsReady();
  }, [Toaster]);
  return Toaster ? (
    <Toaster position="bottom-right" toastOptions={{ unstyled: true, className: look }} />
  ) : null;
}
