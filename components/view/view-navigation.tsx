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
import { useConsentOnce } from "@/components/view/use-consent-once";
import { DEFAULT_FROM, DEFAULT_TO } from "@/lib/url/time-range";

interface Navigation {
  readonly from: string;
  readonly to: string;
  readonly region: string;
  /** As the address names it, which may be several; else the first. */
  readonly account: string;
  /** What can be chosen; one when no file names several. */
  readonly accounts: readonly NavigationAccount[];
  readonly refresh: string;
  /** The next page or the refreshed one is on its way; what is on screen is still the old one. */
  readonly pending: boolean;
  /** What is on screen was paid for by consent: loading it again would ask, and lose it. */
  readonly paid: boolean;
  /** Changes parameters of this page; null removes one, a list gives it several times. */
  readonly change: (params: Readonly<Record<string, string | readonly string[] | null>>) => void;
  readonly reload: () => void;
  /** `scroll` false stays where the reader is. */
  readonly go: (href: string, options?: { readonly scroll: boolean }) => void;
  /** `path`, which may have parameters of its own, with those that every page keeps. */
  readonly href: (path: string) => string;
  readonly trackLink: (pending: boolean) => void;
}

/** An account and what the region picker offers of it. */
export interface NavigationAccount {
  readonly name: string;
  readonly regions: readonly string[];
  readonly defaultRegion: string;
}

const NavigationContext = createContext<Navigation | null>(null);

/** Reads the parameters that all pages share from the URL and writes them back, keeping old content until new is there. */
export function NavigationProvider({
  accounts,
  children,
}: {
  readonly accounts: readonly NavigationAccount[];
  readonly children: ReactNode;
}) {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const [pending, startTransition] = useTransition();
  const [links, setLinks] = useState(0);

  const from = search.get("from") ?? DEFAULT_FROM;
  const to = search.get("to") ?? DEFAULT_TO;
  const several = accounts.length > 1;
  const account = search.get("account") ?? accounts[0]?.name ?? "";
  const own = accounts.find(({ name }) => name === account) ?? accounts[0];
  const region = search.get("region") ?? own?.defaultRegion ?? "";
  const refresh = search.get("refresh") ?? "off";

  const go = useCallback(
    (href: string, options?: { readonly scroll: boolean }) =>
      startTransition(() => router.push(href, options)),
    [router],
  );
  const [paid, forgetPaid] = useConsentOnce(pending);
  const reload = useCallback(() => {
    forgetPaid();
    startTransition(() => router.refresh());
  }, [router, forgetPaid]);
  const change = useCallback(
    (params: Readonly<Record<string, string | readonly string[] | null>>) => {
      const next = new URLSearchParams(search.toString());
      // What costs was agreed to for one question, not for the next one.
      next.delete("consent");
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
      for (const key of ["from", "to", "region", "account", "refresh"]) {
        const value = search.get(key);
        if (value && !kept.has(key)) kept.set(key, value);
      }
      // A region by itself does not say whose: the first account may be another one tomorrow.
      if (several && kept.has("region") && !kept.has("account")) kept.set("account", account);
      const query = kept.toString();
      return `${route ?? ""}${query ? `?${query}` : ""}${hash ? `#${hash}` : ""}`;
    },
    [search, several, account],
  );
  const trackLink = useCallback((on: boolean) => setLinks((count) => count + (on ? 1 : -1)), []);
  const busy = pending || links > 0;
  const value = useMemo(
    () => ({
      from,
      to,
      region,
      account,
      accounts,
      refresh,
      pending: busy,
      paid,
      change,
      reload,
      go,
      href,
      trackLink,
    }),
    [from, to, region, account, accounts, refresh, busy, paid, change, reload, go, href, trackLink],
  );
  return <NavigationContext value={value}>{children}</NavigationContext>;
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (!navigation) throw new Error("useNavigation needs the shell around it");
  return navigation;
}
