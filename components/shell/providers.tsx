"use client";

import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Announcements } from "@/components/shell/announcements";
import { TooltipProvider } from "@/components/ui/tooltip";
import { ZoneProvider } from "@/components/ui/zone-context";
import { type NavigationAccount, NavigationProvider } from "@/components/view/view-navigation";
import type { Zone } from "@/lib/base/format-time";

interface ProvidersProps {
  readonly zone: Zone;
  readonly accounts: readonly NavigationAccount[];
  /** Of this answer: what it may run and style. */
  readonly nonce: string | undefined;
  readonly children: ReactNode;
}

export function Providers({ zone, accounts, nonce, children }: ProvidersProps) {
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={nonce}
    >
      <NuqsAdapter>
        <ZoneProvider zone={zone}>
          <TooltipProvider delayDuration={300}>
            <NavigationProvider accounts={accounts}>{children}</NavigationProvider>
          </TooltipProvider>
        </ZoneProvider>
      </NuqsAdapter>
      <Announcements />
    </ThemeProvider>
  );
}
