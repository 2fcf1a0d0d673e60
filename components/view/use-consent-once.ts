"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useState } from "react";

/**
 * Takes `consent` out of the address as soon as its page is there: neither the browser's reload, nor a copied link, nor the
 * next refresh may pay again. Tells whether what is on screen was paid for, and forgets it.
 */
export function useConsentOnce(pending: boolean): readonly [paid: boolean, forget: () => void] {
  const pathname = usePathname();
  const search = useSearchParams();
  const [paidAddress, setPaidAddress] = useState<string | null>(null);
  const consented = search.has("consent");
  const query = new URLSearchParams(search.toString());
  query.delete("consent");
  const address = query.size > 0 ? `${pathname}?${query}` : pathname;
  useEffect(() => {
    if (!consented || pending) return;
    setPaidAddress(address);
    // After all effects of this turn: the router watches the history only once its own has run.
    const timer = setTimeout(() =>
      window.history.replaceState(null, "", `${address}${window.location.hash}`),
    );
    return () => clearTimeout(timer);
  }, [consented, pending, address]);
  useEffect(() => {
    // Whoever comes back later has not paid for what is there then.
    if (!consented) setPaidAddress((paid) => (paid === address ? paid : null));
  }, [consented, address]);
  const forget = useCallback(() => setPaidAddress(null), []);
  return [paidAddress === address, forget];
}
