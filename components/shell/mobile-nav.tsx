"use client";

import { Menu } from "lucide-react";
import { useState } from "react";
import { NavList } from "@/components/shell/nav-list";
import { NavFooter } from "@/components/shell/side-nav";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";

/** The navigation of narrow screens: a sheet behind a button. */
export function MobileNav() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger
        aria-label="Navigation"
        className="inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-hover lg:hidden"
      >
        <Menu className="size-4" aria-hidden />
      </DialogTrigger>
      <DialogContent title="Lambdascope" place="left">
        <nav aria-label="Main" className="grow px-2">
          <NavList onGo={() => setOpen(false)} />
        </nav>
        <NavFooter />
      </DialogContent>
    </Dialog>
  );
}
