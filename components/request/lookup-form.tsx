"use client";

import { Search } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { useNavigation } from "@/components/view/view-navigation";
import { requestHref } from "@/lib/url/request-path";

/** Text that a page address can hold. */
const MAX_LENGTH = 1_500;

/** Takes whatever somebody quotes: an id, a header, a line, an answer. */
export function LookupForm() {
  const { go, href, pending } = useNavigation();
  const [text, setText] = useState("");
  const field = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = text.replace(/\s+/g, " ").trim().slice(0, MAX_LENGTH);
    if (wanted !== "") go(href(requestHref(wanted)));
  };
  return (
    <form onSubmit={submit} className="space-y-2">
      <label htmlFor={field} className="block font-medium">
        Id, or a text that holds one
      </label>
      <textarea
        id={field}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.shiftKey) submit(event);
        }}
        rows={4}
        spellCheck={false}
        placeholder={
          "8d5958b5-559f-43f3-b278-b71dd7dd0e01\nx-amz-apigw-id: Vts2pH6ArPEFcuQ=\nRoot=1-5c755b5d-07b29b94e632d3da19d88789"
        }
        className="w-full max-w-[72ch] rounded-md border border-line-strong bg-surface px-3 py-2 font-mono text-xs placeholder:text-ink-3"
      />
      <div>
        <Button type="submit" disabled={pending || text.trim() === ""}>
          <Search aria-hidden />
          {pending ? "Looking…" : "Find the request"}
        </Button>
      </div>
    </form>
  );
}
