"use client";

import type { MouseEvent, ReactNode } from "react";
import { useNavigation } from "@/components/view/view-navigation";
import { requestHref } from "@/lib/url/request-path";

interface RequestLinkProps {
  readonly requestId: string;
  readonly atMs: number;
  readonly className?: string;
  readonly title?: string;
  readonly children: ReactNode;
}

/** To the page of a request. A plain anchor: lists draw dozens of them with every step of the scroll. */
export function RequestLink({ requestId, atMs, className, title, children }: RequestLinkProps) {
  const { go, href } = useNavigation();
  const target = href(requestHref(requestId, { atMs }));
  const follow = (event: MouseEvent) => {
    event.stopPropagation();
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(target);
  };
  return (
    <a
      href={target}
      onClick={follow}
      title={title ?? "Everything about this request"}
      aria-label={`Everything about the request ${requestId}`}
      data-request-link
      className={className}
    >
      {children}
    </a>
  );
}
