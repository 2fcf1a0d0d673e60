"use client";

import { usePathname } from "next/navigation";
import { MissingPage } from "@/components/shell/message-page";
import { useNavigation } from "@/components/view/view-navigation";
import { decodeSegment } from "@/lib/url/segment";

/** The path names a function or a stage that the region does not have. */
export function MissingSubject({ kind }: { readonly kind: "function" | "API stage" }) {
  const { region } = useNavigation();
  const [, , ...segments] = usePathname().split("/");
  const name = segments.map(decodeSegment).join(" / ").slice(0, 200);
  return (
    <MissingPage title={`No such ${kind} in ${region}`}>
      <p className="break-all font-mono text-xs">{name}</p>
      <p>
        It may be in another region or account, or deleted. Choose another region above, or find it by name:
        press /.
      </p>
    </MissingPage>
  );
}
