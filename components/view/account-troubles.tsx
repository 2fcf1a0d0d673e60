"use client";

import { useEffect } from "react";
import { Slot } from "@/components/view/view-store";

/** Accounts that did not answer when they were last asked, with what is wrong in two words. */
export const accountTroubles = new Slot<ReadonlyMap<string, string>>();

interface AccountState {
  readonly account: string;
  /** null: it answers. */
  readonly trouble: string | null;
}

/** Tells the picker how accounts are, as far as the page on screen has found out. */
export function PublishAccountStates({ states }: { readonly states: readonly AccountState[] }) {
  useEffect(() => {
    const next = new Map(accountTroubles.get());
    for (const { account, trouble } of states) {
      if (trouble === null) next.delete(account);
      else next.set(account, trouble);
    }
    accountTroubles.set(next);
  }, [states]);
  return null;
}
