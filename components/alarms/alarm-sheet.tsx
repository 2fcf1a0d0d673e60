"use client";

import { type ReactNode, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { useNavigation } from "@/components/view/view-navigation";

interface AlarmSheetProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** One alarm beside the list; closing it takes it out of the address. */
export function AlarmSheet({ name, children }: AlarmSheetProps) {
  const { change } = useNavigation();
  // Gone at once: the list below need not be asked for again first.
  const [open, setOpen] = useState(true);
  const close = () => {
    setOpen(false);
    change({ alarm: null });
  };
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? setOpen(true) : close())}>
      <DialogContent place="right" title={name} className="w-[min(880px,100vw)]">
        <div className="min-h-0 grow space-y-4 overflow-auto pb-6">{children}</div>
      </DialogContent>
    </Dialog>
  );
}
