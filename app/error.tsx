"use client";

import { Bug } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

interface PageErrorProps {
  readonly error: Error & { readonly digest?: string };
  readonly retry: () => void;
}

/** A programming error that no panel's boundary caught. */
export default function PageError({ error, retry }: PageErrorProps) {
  return (
    <Notice
      icon={Bug}
      tone="critical"
      title="This page could not be drawn"
      operation={error.digest}
      nextStep="Try again. If it stays, the server's log names the error; please report it."
      className="mx-auto mt-[10vh] max-w-2xl rounded-lg border border-line bg-surface p-5"
      actions={
        <Button size="sm" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      This is a fault of Lambdascope, not of AWS.
    </Notice>
  );
}
