"use client";

import { useEffect } from "react";
import { navItems } from "@/components/shell/nav-items";
import { openDialog, openedDialog } from "@/components/shell/open-dialog";
import { useGlobalKeys } from "@/components/shell/use-global-keys";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useSlot } from "@/components/view/publish";

const groups = [
  {
    title: "Anywhere",
    rows: [
      ["/ or ⌘K or Ctrl K", "Go to a function, an API or a page"],
      ["?", "This list"],
      ["r", "Refresh now"],
      ["t", "Switch between light and dark"],
      ...navItems.map((item) => [`g ${item.key}`, `Go to ${item.label}`] as const),
    ],
  },
  {
    title: "In a chart",
    rows: [
      ["Tab", "Reach the chart's time cursor"],
      ["← →", "Move the cursor by one period"],
      ["Page Up / Down", "Move it by ten"],
      ["Shift ← →", "Select a range"],
      ["Enter", "Show the requests of the point or selection, or zoom"],
      ["Esc", "Drop cursor and selection"],
    ],
  },
  {
    title: "In the logs",
    rows: [
      ["j k", "Next and previous row"],
      ["Enter", "Open a request, show a line"],
      ["1 2 3", "Requests, lines, errors"],
      ["f", "Filter by text"],
      ["m", "Mask secrets"],
      ["Esc", "Close the line"],
    ],
  },
] as const;

export function ShortcutsHelp() {
  const opened = useSlot(openedDialog);
  useGlobalKeys();
  useEffect(() => () => openDialog(null), []);
  return (
    <Dialog open={opened === "shortcuts"} onOpenChange={(open) => openDialog(open ? "shortcuts" : null)}>
      <DialogContent title="Keyboard shortcuts">
        <div className="grid gap-x-8 gap-y-4 overflow-auto px-4 pb-4 sm:grid-cols-2">
          {groups.map((group) => (
            <section key={group.title}>
              <h3 className="mb-1 text-ink-3 text-xs">{group.title}</h3>
              <dl className="divide-y divide-line">
                {group.rows.map(([keys, does]) => (
                  <div key={keys} className="flex items-center gap-3 py-1.5">
                    <dt className="order-last shrink-0">
                      <Kbd>{keys}</Kbd>
                    </dt>
                    <dd className="grow">{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  );
}
