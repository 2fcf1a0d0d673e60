"use client";

import { CircleHelp } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

const examples: readonly { readonly text: string; readonly says: string }[] = [
  { text: "fault", says: "The answer to the caller was a 5xx." },
  {
    text: "service() { fault }",
    says: "Some service anywhere in the trace failed, whatever the caller got.",
  },
  { text: 'service("orders") { fault OR throttle }', says: "That service failed or was throttled." },
  { text: 'edge("shop/prod", "orders")', says: "The first service called the second." },
  { text: "responsetime > 1", says: "The caller waited for more than a second." },
  { text: "duration > 5", says: "With asynchronous work, more than five seconds." },
  { text: 'http.url CONTAINS "/orders" AND http.status >= 500', says: "By URL and status." },
  { text: 'annotation[customer_tier] = "free"', says: "By what the code annotated." },
  { text: 'service(id(name: "orders", type: "AWS::Lambda::Function"))', says: "By name and type." },
];

/** X-Ray's language in examples; one click puts one into the field. */
export function FilterHelp({ onUse }: { readonly onUse: (text: string) => void }) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button size="icon" variant="ghost" aria-label="Help with filter expressions">
          <CircleHelp aria-hidden />
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" className="w-[30rem] p-4" aria-label="Filter expressions">
        <p className="text-ink-2 text-xs">
          Conditions are joined by AND and OR, turned round by ! and grouped by ( ). Times are seconds. Texts
          stand in double quotes and are compared by = != CONTAINS BEGINSWITH ENDSWITH; numbers by = != &lt;
          &lt;= &gt; &gt;=.
        </p>
        <ul className="mt-2 space-y-0.5">
          {examples.map(({ text, says }) => (
            <li key={text}>
              <PopoverClose asChild>
                <button
                  type="button"
                  className="w-full rounded-md px-2 py-1 text-left hover:bg-hover"
                  onClick={() => onUse(text)}
                >
                  <code className="block break-all font-mono text-xs">{text}</code>
                  <span className="text-ink-3 text-xs">{says}</span>
                </button>
              </PopoverClose>
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}
