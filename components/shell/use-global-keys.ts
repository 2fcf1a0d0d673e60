"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { navItems } from "@/components/shell/nav-items";
import { openDialog, openedDialog } from "@/components/shell/open-dialog";
import { useNavigation } from "@/components/view/view-navigation";

const SEQUENCE_MS = 1_200;

/** The shell's single keys and `g` sequences. Keys typed into a field are the field's. */
export function useGlobalKeys(): void {
  const { reload, go, href } = useNavigation();
  const { resolvedTheme, setTheme } = useTheme();
  const sequenceEnds = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        openDialog("palette");
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || isTyping(event.target))
        return;
      // Before the dialog has drawn itself and taken the focus, its keys still arrive here.
      if (openedDialog.get()) return;
      const inSequence = event.timeStamp < sequenceEnds.current;
      sequenceEnds.current = 0;
      const item = inSequence ? navItems.find((one) => one.key === event.key) : undefined;
      if (item) go(href(item.path));
      else if (event.key === "g") sequenceEnds.current = event.timeStamp + SEQUENCE_MS;
      else if (event.key === "/") openDialog("palette");
      else if (event.key === "?") openDialog("shortcuts");
      else if (event.key === "r") reload();
      else if (event.key === "t") setTheme(resolvedTheme === "dark" ? "light" : "dark");
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [reload, go, href, resolvedTheme, setTheme]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role=dialog], [role=listbox]") !== null)
  );
}
