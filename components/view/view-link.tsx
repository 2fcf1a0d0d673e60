"use client";

import Link, { useLinkStatus } from "next/link";
import { type ComponentProps, useEffect } from "react";
import { useNavigation } from "@/components/view/view-navigation";

interface ViewLinkProps extends Omit<ComponentProps<typeof Link>, "href" | "prefetch"> {
  /** Path without parameters; region, range and refresh are kept. */
  readonly path: string;
}

/** A link to another page of the same view. Never prefetched: each prefetch would be paid calls to AWS. */
export function ViewLink({ path, children, ...rest }: ViewLinkProps) {
  const { href } = useNavigation();
  return (
    <Link href={href(path)} prefetch={false} {...rest}>
      {children}
      <ReportPending />
    </Link>
  );
}

function ReportPending() {
  const { pending } = useLinkStatus();
  const { trackLink } = useNavigation();
  useEffect(() => {
    if (!pending) return;
    trackLink(true);
    return () => trackLink(false);
  }, [pending, trackLink]);
  return null;
}
