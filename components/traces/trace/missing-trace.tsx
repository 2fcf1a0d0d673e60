"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { MissingPage } from "@/components/shell/message-page";
import { useTarget } from "@/components/view/use-target";
import { useNavigation } from "@/components/view/view-navigation";
import { decodeSegment } from "@/lib/url/segment";

interface Why {
  readonly message: string;
  readonly nextStep: string | null;
}

/** There is no such trace. Why, the JSON twin says: unknown, too old, not yet there, or no trace id at all. */
export function MissingTrace() {
  const { region } = useNavigation();
  const target = useTarget(region);
  const id = decodeSegment(usePathname().split("/")[2] ?? "");
  const [why, setWhy] = useState<Why | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    fetch(`/api/traces/${encodeURIComponent(id)}?${new URLSearchParams(target)}`, {
      signal: controller.signal,
    })
      .then((response) => response.json())
      .then((body: { readonly error?: Why }) => setWhy(body.error ?? null))
      .catch(() => undefined);
    return () => controller.abort();
  }, [id, target]);
  return (
    <MissingPage title={`No such trace in ${region}`}>
      <p className="break-all font-mono text-xs">{id.slice(0, 200)}</p>
      {why ? (
        <>
          <p className="break-words">{why.message}</p>
          {why.nextStep ? <p className="break-words">{why.nextStep}</p> : null}
        </>
      ) : (
        <p>X-Ray keeps traces for 30 days, of the requests that it sampled.</p>
      )}
    </MissingPage>
  );
}
