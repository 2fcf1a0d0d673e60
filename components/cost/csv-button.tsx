"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { saveFile } from "@/components/ui/save-file";

interface CsvButtonProps {
  /** What is saved, e.g. `line items`. */
  readonly what: string;
  readonly name: string;
  /** Made when asked for. */
  readonly text: () => string;
}

export function CsvButton({ what, name, text }: CsvButtonProps) {
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-label={`Save ${what} as CSV`}
      onClick={() => saveFile(new Blob([text()], { type: "text/csv;charset=utf-8" }), `${name}.csv`)}
    >
      <Download aria-hidden />
      CSV
    </Button>
  );
}
