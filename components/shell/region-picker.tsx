"use client";

import { Globe } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { Select, type SelectOption } from "@/components/ui/select";
import { useNavigation } from "@/components/view/view-navigation";
import { ALL } from "@/lib/url/target";

/** Each account in the region that it has by default: what several accounts show when no region is named. */
const OWN = "own";

/** Regions of the account on screen; all of them together where that can be seen, on the overview. */
export function RegionPicker() {
  const { region, account, accounts, change } = useNavigation();
  const named = useSearchParams().has("region");
  const onOverview = usePathname() === "/";
  const own = accounts.find(({ name }) => name === account);
  const offered = own?.regions ?? [...new Set(accounts.flatMap(({ regions }) => regions))];
  const value = own === undefined && !named ? OWN : region;
  const options: SelectOption[] = offered.map((name) => ({ value: name, label: name }));
  if ((onOverview && offered.length > 1) || value === ALL) {
    options.unshift({ value: ALL, label: "All regions" });
  }
  if (value === OWN) options.unshift({ value: OWN, label: "Default regions" });
  if (value !== "" && !options.some((option) => option.value === value)) {
    options.unshift({ value, label: value });
  }
  return (
    <Select
      label="Region"
      value={value}
      options={options}
      onChange={(chosen) => change({ region: chosen === OWN ? null : chosen })}
      icon={<Globe className="text-ink-3 max-sm:hidden" aria-hidden />}
    />
  );
}
