"use client";

import { Segmented } from "@/components/ui/segmented";
import { useNavigation } from "@/components/view/view-navigation";

/** Whether the monthly allowances are deducted; in the address, so that it is shared. */
export function FreeTierSwitch({ on }: { readonly on: boolean }) {
  const { change } = useNavigation();
  return (
    <Segmented
      label="Free tier"
      value={on ? "on" : "off"}
      options={[
        { value: "off", label: "Without free tier" },
        { value: "on", label: "With free tier" },
      ]}
      onChange={(value) => change({ freeTier: value === "on" ? "on" : null })}
    />
  );
}
