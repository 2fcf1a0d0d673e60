"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
  useTransition,
} from "react";
import { DEFAULT_FROM, DEFAULT_TO } from "@/lib/url/time-range";

interface Navigation {
  readonly from: string;
  readonly to: string;
  readonly region: string;
  readonly refresh: string;
  /** The next page or the refreshed one is on its way; what is on screen is still the old one. */
  readonly pending: boolean;
  /** Changes parameters of this page; null removes one, a list gives it several times. */
  readonly change: (params: Readonly<Record<string, string | readonly string[] | null>>) => void;
  readonly reload: () => void;
  /** `scroll` false stays where the reader is. */
  readonly go: (href: string, options?: { readonly scroll: boolean }) => void;
  /** `path`, which may have parameters of its own, with those that every page keeps. */
  readonly href: (path: string) => string;
  readonly trackLink: (pending: boolean) => void;
}

const NavigationContext = createContext<Navigation | null>(null);

/** Reads the parameters that all pages share from the URL and writes them back, keeping old content until new is there. */
export function NavigationProvider({
  defaultRegion,
  children,
}: {
  readonly defaultRegion: string;
  readonly children: ReactNode;
}) {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const [pending, startTransition] = useTransition();
  const [links, setLinks] = useState(0);

  const from = search.get("from") ?? DEFAULT_FROM;
  const to = search.get("to") ?? DEFAULT_TO;
  const region = search.get("region") ?? defaultRegion;
  const refresh = search.get("refresh") ?? "off";

  const go = useCallback(
    (href: string, options?: { readonly scroll: boolean }) =>
      startTransition(() => router.push(href, options)),
    [router],
  );
  const reload = useCallback(() => startTransition(() => router.refresh()), [router]);
  const change = useCallback(
    (params: Readonly<Record<string, string | readonly string[] | null>>) => {
      const next = new URLSearchParams(search.toString());
      for (const [key, value] of Object.entries(params)) {
        next.delete(key);
        for (const one of typeof value === "string" ? [value] : (value ?? [])) next.append(key, one);
      }
      const query = next.toString();
      startTransition(() => router.push(query ? `${pathname}?${query}` : pathname, { scroll: false }));
    },
    [router, pathname, search],
  );
  const href = useCallback(
    (path: string) => {
      const [address = "", hash] = path.split("#");
      const [route, own] = address.split("?");
      const kept = new URLSearchParams(own);
      for (const key of ["from", "to", "region", "refresh"]) {
        const value = search.get(key);
        if (value && !kept.has(key)) kept.set(key, value);
      }
      const query = kept.toString();
      return `${route ?? ""}${query ? `?${query}` : ""}${hash ? `#${hash}` : ""}`;
    },
    [search],
  );
  const trackLink = useCallback((on: boolean) => setLinks((count) => count + (on ? 1 : -1)), []);
  const busy = pending || links > 0;
  const value = useMemo(
    () => ({ from, to, region, refresh, pending: busy, change, reload, go, href, trackLink }),
    [from, to, region, refresh, busy, change, reload, go, href, trackLink],
  );
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error("useNavigation needs the shell around it");
  return navigation;
}
