import type { ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";

export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table className={cn("w-full border-separate border-spacing-0 text-sm", className)} {...rest} />;
}

const cell = "whitespace-nowrap border-line border-b px-3 text-left first:pl-4 last:pr-4";
const stickyCell = "sticky left-0 z-[1] bg-surface max-sm:border-r";

export function Th({
  numeric = false,
  sticky = false,
  className,
  ...rest
}: ComponentProps<"th"> & { readonly numeric?: boolean; readonly sticky?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        cell,
        "h-8 bg-surface font-medium text-ink-3 text-xs",
        numeric && "text-right",
        sticky && stickyCell,
        className,
      )}
      {...rest}
    />
  );
}

export function Td({
  numeric = false,
  sticky = false,
  className,
  ...rest
}: ComponentProps<"td"> & { readonly numeric?: boolean; readonly sticky?: boolean }) {
  return (
    <td className={cn(cell, "h-9", numeric && "text-right", sticky && stickyCell, className)} {...rest} />
  );
}
