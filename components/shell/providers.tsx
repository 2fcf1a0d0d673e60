"use client";

import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Toaster } from "sonner";
import { TooltipProvider } from "@/components/ui/tooltip";
import { ZoneProvider } from "@/components/ui/zone-context";
import { NavigationProvider } from "@/components/view/view-navigation";
import type { Zone } from "@/lib/base/format-time";

const toast = "w-80 rounded-md border border-line bg-surface px-3 py-2 text-ink text-sm shadow-pop";

interface ProvidersProps {
  readonly zone: Zone;
  readonly defaultRegion: string;
  readonly children: ReactNode;
}

export function Providers({ zone, defaultRegion, children }: ProvidersProps) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <NuqsAdapter>
        <ZoneProvider zone={zone}>
          <TooltipProvider delayDuration={300}>
            <NavigationProvider defaultRegion={defaultRegion}>{children}</NavigationProvider>
          </TooltipProvider>
        </ZoneProvider>
      </NuqsAdapter>
      <Toaster position="bottom-right" toastOptions={{ unstyled: true, className: toast }} />
    </ThemeProvider>
  );
}
