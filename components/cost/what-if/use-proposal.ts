"use client";

import { useNavigation } from "@/components/view/view-navigation";
import { MOST_CHANGES } from "@/lib/url/cost-changes";

/** The proposal in the address: what it holds is the server's to read, so it is handed in. */
export function useProposal(changes: readonly string[]) {
  const { change, pending } = useNavigation();
  const set = (next: readonly string[]) => change({ change: next.length === 0 ? null : next });
  return {
    pending,
    full: changes.length >= MOST_CHANGES,
    add: (text: string) => set([...changes, text]),
    removeAt: (index: number) => set(changes.filter((_, at) => at !== index)),
    clear: () => set([]),
  };
}
