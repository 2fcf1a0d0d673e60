"use client";

import { Popover as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;
/** What it is placed by, where that does not open it. */
export const PopoverAnchor = Primitive.Anchor;
export const PopoverClose = Primitive.Close;

export function PopoverContent({ className, ...rest }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Content
        sideOffset={6}
        collisionPadding={8}
        className={cn(
          "z-50 max-h-[var(--radix-popover-content-available-height)] max-w-[calc(100vw-16px)] overflow-auto",
          "rounded-lg border border-line bg-surface text-ink shadow-pop outline-none",
          className,
        )}
        {...rest}
      />
    </Primitive.Portal>
  );
}
