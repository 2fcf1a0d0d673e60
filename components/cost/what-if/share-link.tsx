"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";

/** The address that shows this proposal to someone else. */
export function ShareLink() {
  const path = `${usePathname()}?${useSearchParams()}#what-if`;
  const [origin, setOrigin] = useState("");
  useEffect(() => setOrigin(window.location.origin), []);
  return <CopyButton text={`${origin}${path}`} label="Copy link" showLabel />;
}
