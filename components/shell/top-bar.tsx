"use client";

import { Search } from "lucide-react";
import { AccountPicker } from "@/components/shell/account-picker";
import { MobileNav } from "@/components/shell/mobile-nav";
import { openDialog } from "@/components/shell/open-dialog";
import { RefreshControl } from "@/components/shell/refresh-control";
import { RegionPicker } from "@/components/shell/region-picker";
import { SpendMeter } from "@/components/shell/spend-meter";
import { TimeRangeControl } from "@/components/shell/time-range-control";
import { Button } from "@/components/ui/button";

export function TopBar() {
  return (
    <header className="sticky top-0 z-20 flex min-h-12 flex-wrap items-center gap-x-2 gap-y-1 border-line border-b bg-surface px-3 py-2 sm:px-5 sm:py-0">
      <MobileNav />
      <Button
        variant="ghost"
        size="icon"
        className="lg:hidden"
        aria-label="Go to…"
        onClick={() => openDialog("palette")}
      >
        <Search aria-hidden />
      </Button>
      <AccountPicker />
      <RegionPicker />
      <div className="ml-auto max-sm:order-last max-sm:ml-0 max-sm:w-full">
        <TimeRangeControl />
      </div>
      <div className="max-sm:ml-auto">
        <RefreshControl />
      </div>
      <SpendMeter />
    </header>
  );
}
