"use client";

import { Globe } from "lucide-react";
import { Select } from "@/components/ui/select";
import { useNavigation } from "@/components/view/view-navigation";

export function RegionPicker({ regions }: { readonly regions: readonly string[] }) {
  const { region, change } = useNavigation();
  const all = regions.includes(region) ? regions : [region, ...regions];
  return (
    <Select
      label="Region"
      value={region}
      options={all.map((name) => ({ value: name, label: name }))}
      onChange={(value) => change({ region: value })}
      icon={<Globe className="text-ink-3 max-sm:hidden" aria-hidden />}
    />
  );
}
