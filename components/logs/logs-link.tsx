import { ScrollText } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { ViewLink } from "@/components/view/view-link";

/** From a function or stage to its logs in the same window. */
export function LogsLink({ path }: { readonly path: string }) {
  return (
    <ViewLink path={path} className={buttonClass("outline", "sm")}>
      <ScrollText aria-hidden />
      Logs
    </ViewLink>
  );
}
