"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { buttonClass } from "@/components/ui/button";

/** Back to an address without parameters. */
export function ResetLink({ label, path }: { readonly label: string; readonly path?: string }) {
  const pathname = usePathname();
  return (
    <Link href={path ?? pathname} prefetch={false} className={buttonClass("outline", "sm")}>
      {label}
    </Link>
  );
}
