"use client";

import { lazy, Suspense, useEffect } from "react";
import { openDialog, openedDialog } from "@/components/shell/open-dialog";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { useSlot } from "@/components/view/publish";

const load = () => import("@/components/shell/palette-list");
const PaletteList = lazy(() => load().then((module) => ({ default: module.PaletteList })));
const PRELOAD_AFTER_MS = 1_000;

export function CommandPalette() {
  const open = useSlot(openedDialog) === "palette";
  // Once the page is drawn: what is typed while the list is still being fetched would be lost.
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), PRELOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Dialog open={open} onOpenChange={(next) => openDialog(next ? "palette" : null)}>
      <DialogContent title="Go to" hideTitle>
        <Suspense fallback={<p className="p-4 text-ink-3">Loading…</p>}>
          <PaletteList onDone={() => openDialog(null)} />
        </Suspense>
      </DialogContent>
    </Dialog>
  );
}
