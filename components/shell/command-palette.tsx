"use client";

import { lazy, Suspense } from "react";
import { openDialog, openedDialog } from "@/components/shell/open-dialog";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { useSlot } from "@/components/view/publish";

const PaletteList = lazy(() =>
  import("@/components/shell/palette-list").then((module) => ({ default: module.PaletteList })),
);

export function CommandPalette() {
  const open = useSlot(openedDialog) === "palette";
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
