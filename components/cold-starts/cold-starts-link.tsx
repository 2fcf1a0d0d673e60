import { Snowflake } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { ViewLink } from "@/components/view/view-link";
import { coldStartsPath } from "@/lib/url/cold-starts-path";

/** As many as the page's address names; of more, it shows all there are. */
const MOST_NAMED = 50;

/** From a function, or from an API whose routes these functions serve, to who felt their cold starts. */
export function ColdStartsLink({ functions }: { readonly functions: readonly string[] }) {
  const named = functions.length > MOST_NAMED ? [] : functions;
  return (
    <ViewLink path={coldStartsPath(named)} className={buttonClass("outline", "sm")}>
      <Snowflake aria-hidden />
      Cold starts
    </ViewLink>
  );
}
