import { Snowflake } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { ViewLink } from "@/components/view/view-link";
import { coldStartsPath } from "@/lib/url/cold-starts-path";

/** From a function, or from an API whose routes these functions serve, to who felt their cold starts. */
export function ColdStartsLink({ functions }: { readonly functions: readonly string[] }) {
  return (
    <ViewLink path={coldStartsPath(functions)} className={buttonClass("outline", "sm")}>
      <Snowflake aria-hidden />
      Cold starts
    </ViewLink>
  );
}
