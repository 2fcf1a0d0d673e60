"use client";

import { usePathname } from "next/navigation";
import { currentItem, navItems } from "@/components/shell/nav-items";
import { cn } from "@/components/ui/class-names";
import { ViewLink } from "@/components/view/view-link";

export function NavList({ onGo }: { readonly onGo?: () => void }) {
  const current = currentItem(usePathname());
  return (
    <ul className="space-y-0.5">
      {navItems.map((item) => {
        const active = item === current;
        return (
          <li key={item.path}>
            <ViewLink
              path={item.path}
              onClick={onGo}
              aria-current={active ? "page" : undefined}
              className={cn(
                "flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm",
                active ? "bg-hover font-medium text-ink" : "text-ink-2 hover:bg-hover hover:text-ink",
              )}
            >
              <item.icon className="size-4 shrink-0" aria-hidden />
              {item.label}
            </ViewLink>
          </li>
        );
      })}
    </ul>
  );
}
