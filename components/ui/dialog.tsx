"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;

interface DialogContentProps extends Omit<ComponentProps<typeof Primitive.Content>, "title"> {
  readonly title: string;
  /** Read out but not drawn, for dialogs whose content says it all. */
  readonly hideTitle?: boolean;
  readonly description?: ReactNode;
  /** `center`: a box in the upper third; `left`: a sheet, for navigation on phones; `right`: a wide one, for details. */
  readonly place?: "center" | "left" | "right";
}

export function DialogContent({
  title,
  hideTitle = false,
  description,
  place = "center",
  className,
  children,
  ...rest
}: DialogContentProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-40 bg-[rgb(10_10_15/0.45)]" />
      <Primitive.Content
        className={cn(
          "fixed z-50 flex flex-col overflow-hidden border border-line bg-surface text-ink shadow-pop outline-none",
          place === "center" &&
            "top-[12vh] left-1/2 max-h-[76vh] w-[min(560px,calc(100vw-24px))] -translate-x-1/2 rounded-lg",
          place === "right" && "inset-y-0 right-0 w-[min(1120px,100vw)] border-y-0 border-r-0",
          place === "left" && "inset-y-0 left-0 w-64 border-y-0 border-l-0",
          className,
        )}
        {...(description === undefined ? { "aria-describedby": undefined } : {})}
        {...rest}
      >
        <div className={cn(hideTitle ? "sr-only" : "flex items-center justify-between px-4 pt-3 pb-2")}>
          <Primitive.Title className="font-semibold text-md">{title}</Primitive.Title>
          {hideTitle ? null : (
            <Primitive.Close
              aria-label="Close"
              className="inline-flex size-7 items-center justify-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
            >
              <X className="size-4" aria-hidden />
            </Primitive.Close>
          )}
        </div>
        {description === undefined ? null : (
          <Primitive.Description className={cn(hideTitle ? "sr-only" : "px-4 pb-2 text-ink-2")}>
            {description}
          </Primitive.Description>
        )}
        {children}
      </Primitive.Content>
    </Primitive.Portal>
  );
}
