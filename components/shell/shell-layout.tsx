import type { ReactNode } from "react";
import { BudgetNotice } from "@/components/shell/budget-notice";
import { CommandPalette } from "@/components/shell/command-palette";
import { PendingBar } from "@/components/shell/pending-bar";
import { ShortcutsHelp } from "@/components/shell/shortcuts-help";
import { SideNav } from "@/components/shell/side-nav";
import { TopBar } from "@/components/shell/top-bar";

/** Navigation on the left, the controls of time and place on top, the page in the rest. */
export function ShellLayout({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-md bg-ink px-3 py-1.5 text-ink-inverse focus:translate-y-0"
      >
        Skip to content
      </a>
      <PendingBar />
      <SideNav />
      <div className="min-h-dvh lg:pl-48">
        <TopBar />
        <BudgetNotice />
        <main
          id="content"
          tabIndex={-1}
          className="mx-auto max-w-[1680px] px-3 pt-4 pb-12 outline-none sm:px-5"
        >
          {children}
        </main>
      </div>
      <CommandPalette />
      <ShortcutsHelp />
    </>
  );
}
