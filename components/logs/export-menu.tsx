"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import type { LogClient } from "@/components/logs/log-client";
import { announce } from "@/components/ui/announce";
import { Button, buttonClass } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { saveFile } from "@/components/ui/save-file";
import { formatExact } from "@/lib/base/format-number";
import type { ExportFormat } from "@/lib/logs/show/export-lines";

const formats = [
  { format: "text", label: "Text", extension: "log" },
  { format: "ndjson", label: "NDJSON", extension: "ndjson" },
  { format: "csv", label: "CSV", extension: "csv" },
] as const satisfies readonly { format: ExportFormat; label: string; extension: string }[];

/** Saves the lines shown. What is masked on screen is masked in the file. */
export function ExportMenu({ client, masking }: { readonly client: LogClient; readonly masking: boolean }) {
  const [busy, setBusy] = useState(false);
  const save = async (format: ExportFormat, extension: string) => {
    setBusy(true);
    try {
      const { blob, lines } = await client.ask("export", { format, mask: masking });
      saveFile(blob, `lambdascope-logs.${extension}`);
      void announce("success", `${formatExact(lines)} lines saved${masking ? ", secrets masked" : ""}`);
    } catch {
      void announce("error", "The lines could not be exported.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Popover>
      <PopoverTrigger className={cn(buttonClass("ghost", "sm"))} disabled={busy}>
        <Download aria-hidden />
        Export
      </PopoverTrigger>
      <PopoverContent align="end" className="w-56 p-2">
        <p className="px-1 pb-1.5 text-ink-3 text-xs">
          The lines that are shown{masking ? ", with secrets masked" : ", secrets as they are"}
        </p>
        {formats.map(({ format, label, extension }) => (
          <PopoverClose key={format} asChild>
            <Button
              variant="ghost"
              className="w-full justify-start"
              onClick={() => void save(format, extension)}
            >
              {label}
            </Button>
          </PopoverClose>
        ))}
      </PopoverContent>
    </Popover>
  );
}
