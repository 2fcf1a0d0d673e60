"use client";

import { ToggleGroup } from "radix-ui";
import { zoneCookie } from "@/components/shell/zone-cookie";
import { useZone } from "@/components/ui/zone-context";
import { useNavigation } from "@/components/view/view-navigation";

/** UTC or the browser's own zone, for every time on screen. */
export function ZoneSwitch() {
  const zone = useZone();
  const { reload } = useNavigation();
  const choose = (value: string) => {
    if (!value) return;
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain http
    document.cookie = zoneCookie(value === "utc" ? "UTC" : own);
    reload();
  };
  return (
    <ToggleGroup.Root
      type="single"
      aria-label="Time zone"
      value={zone === "UTC" ? "utc" : "local"}
      onValueChange={choose}
      className="flex rounded-md border border-line p-0.5"
    >
      {(["utc", "local"] as const).map((value) => (
        <ToggleGroup.Item
          key={value}
          value={value}
          className="inline-flex h-6 min-w-0 flex-1 items-center justify-center truncate rounded-sm px-2 text-ink-3 text-xs hover:text-ink data-[state=on]:bg-hover data-[state=on]:font-medium data-[state=on]:text-ink"
        >
          {value === "utc"
            ? "UTC"
            : zone === "UTC"
              ? "Local time"
              : (zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone)}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
