"use client";

import { Building2 } from "lucide-react";
import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { Select, type SelectOption } from "@/components/ui/select";
import { accountTroubles } from "@/components/view/account-troubles";
import { useSlot } from "@/components/view/publish";
import { useNavigation } from "@/components/view/view-navigation";
import { resolvedView } from "@/components/view/view-store";
import { ALL } from "@/lib/url/target";

/** Nothing to choose from: nothing is shown. What is known to be broken says so; it can still be chosen, and explains. */
export function AccountPicker() {
  const { account, accounts, region, change } = useNavigation();
  const troubles = useSlot(accountTroubles);
  const onOverview = usePathname() === "/";
  const answers = useSlot(resolvedView) !== null;
  useEffect(() => {
    const known = accountTroubles.get();
    // A page that is drawn was answered: what was wrong is over.
    if (!answers || !known?.has(account)) return;
    accountTroubles.set(new Map([...known].filter(([name]) => name !== account)));
  }, [answers, account]);
  if (accounts.length < 2) return null;
  const options: SelectOption[] = accounts.map(({ name }) => {
    const trouble = troubles?.get(name);
    return { value: name, label: name, ...(trouble ? { hint: trouble } : {}) };
  });
  if (onOverview || account === ALL) options.unshift({ value: ALL, label: "All accounts" });
  if (!options.some(({ value }) => value === account)) options.unshift({ value: account, label: account });
  const choose = (name: string) => {
    const regions = accounts.find((one) => one.name === name)?.regions;
    // A region that the other account has too stays.
    change({ account: name, region: regions === undefined || regions.includes(region) ? region : null });
  };
  return (
    <Select
      label="Account"
      value={account}
      options={options}
      onChange={choose}
      icon={<Building2 className="text-ink-3 max-sm:hidden" aria-hidden />}
      className="max-w-48 max-sm:max-w-36 [&>span]:truncate"
    />
  );
}
