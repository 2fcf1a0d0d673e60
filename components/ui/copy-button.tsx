"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Button, type ButtonProps } from "@/components/ui/button";

interface CopyButtonProps extends Omit<ButtonProps, "onClick" | "children"> {
  readonly text: string;
  /** What is copied, e.g. `Copy ARN`. */
  readonly label: string;
  readonly showLabel?: boolean;
}

export function CopyButton({ text, label, showLabel = false, ...rest }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  // The clipboard is missing on plain http with another host than localhost.
  const copy = () =>
    Promise.resolve(navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"))).then(
      () => setCopied(true),
      () => announce("error", "The browser refused the clipboard. Select the text and copy it by hand."),
    );
  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant="ghost"
      size={showLabel ? "sm" : "icon-sm"}
      aria-label={showLabel ? undefined : label}
      onClick={copy}
      {...rest}
    >
      <Icon aria-hidden />
      {showLabel ? label : null}
      <span role="status" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </Button>
  );
}
