"use client";

import { Keyboard, Search } from "lucide-react";
import { Logo } from "@/components/shell/logo";
import { NavList } from "@/components/shell/nav-list";
import { openDialog } from "@/components/shell/open-dialog";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { ZoneSwitch } from "@/components/shell/zone-switch";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { ViewLink } from "@/components/view/view-link";

/** The left edge on wide screens. */
export function SideNav() {
  return (
    <aside className="fixed inset-y-0 left-0 z-30 hidden w-48 flex-col border-line border-r bg-surface lg:flex">
      <div className="flex h-12 items-center px-4">
        <ViewLink path="/" className="flex items-center gap-2 font-semibold text-md tracking-tight">
          <Logo className="size-5" />
          Lambdascope
        </ViewLink>
      </div>
      <div className="px-2 pb-2">
        <button
          type="button"
          onClick={() => openDialog("palette")}
          className="flex h-8 w-full items-center gap-2 rounded-md border border-line bg-sunken px-2 text-ink-3 text-sm hover:border-line-strong"
        >
          <Search className="size-4" aria-hidden />
          Go to…
          <Kbd className="ml-auto bg-surface">/</Kbd>
        </button>
      </div>
      <nav aria-label="Main" className="grow overflow-y-auto px-2">
        <NavList />
      </nav>
      <NavFooter />
    </aside>
  );
}

/** Preferences of the reader, not of the view: they are not part of a shared link. */
export function NavFooter() {
  return (
    <div className="space-y-2 border-line border-t p-2">
      <ZoneSwitch />
      <div className="flex items-center justify-between">
        <ThemeSwitch />
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Keyboard shortcuts"
          onClick={() => openDialog("shortcuts")}
        >
          <Keyboard aria-hidden />
        </Button>
      </div>
    </div>
  );
}
