"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { useOpenAlarm } from "@/components/alarms/use-open-alarm";
import { useNavigation } from "@/components/view/view-navigation";

interface AlarmLinkProps {
  readonly name: string;
  readonly title?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Opens an alarm on this page; a link all the same, for another tab. */
export function AlarmLink({ name, children, ...rest }: AlarmLinkProps) {
  const [, open] = useOpenAlarm();
  const { href } = useNavigation();
  const pathname = usePathname();
  const search = new URLSearchParams(useSearchParams().toString());
  search.set("alarm", name);
  return (
    <a
      // A choice elsewhere on the page may change the address before this part of it has hydrated.
      suppressHydrationWarning
      href={href(`${pathname}?${search}`)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        open(name);
      }}
      {...rest}
    >
      {children}
    </a>
  );
}
