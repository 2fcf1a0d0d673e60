"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { ToggleGroup } from "radix-ui";
import { useSyncExternalStore } from "react";

const themes = [
  { value: "light", label: "Light theme", icon: Sun },
  { value: "dark", label: "Dark theme", icon: Moon },
  { value: "system", label: "Theme of the system", icon: Monitor },
] as const;

export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  // The server does not know the theme: nothing is marked until the browser has taken over.
  const hydrated = useSyncExternalStore(noSubscription, isClient, isServer);
  return (
    <ToggleGroup.Root
      type="single"
      aria-label="Theme"
      value={hydrated ? (theme ?? "system") : ""}
      onValueChange={(value) => {
        if (value) setTheme(value);
      }}
      className="inline-flex rounded-md border border-line p-0.5"
    >
      {themes.map(({ value, label, icon: Icon }) => (
        <ToggleGroup.Item
          key={value}
          value={value}
          aria-label={label}
          className="inline-flex size-6 items-center justify-center rounded-sm text-ink-3 hover:text-ink data-[state=on]:bg-hover data-[state=on]:text-ink"
        >
          <Icon className="size-3.5" aria-hidden />
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

const noSubscription = () => () => {};
const isClient = () => true;
const isServer = () => false;
