import type { ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";

const variants = {
  outline: "border border-line-strong bg-surface text-ink hover:bg-hover",
  ghost: "border border-transparent text-ink-2 hover:bg-hover hover:text-ink",
  solid: "border border-ink bg-ink text-ink-inverse hover:opacity-90",
} as const;

const sizes = {
  sm: "h-7 gap-1 px-2 text-xs",
  md: "h-8 gap-1.5 px-2.5 text-sm",
  icon: "size-8 justify-center",
  "icon-sm": "size-7 justify-center",
} as const;

export interface ButtonProps extends ComponentProps<"button"> {
  readonly variant?: keyof typeof variants;
  readonly size?: keyof typeof sizes;
}

export function Button({ variant = "outline", size = "md", className, type, ...rest }: ButtonProps) {
  return <button type={type ?? "button"} className={cn(buttonClass(variant, size), className)} {...rest} />;
}

/** For links that look like buttons. */
export function buttonClass(variant: keyof typeof variants, size: keyof typeof sizes): string {
  return cn(
    "inline-flex shrink-0 select-none items-center whitespace-nowrap rounded-md font-medium transition-colors",
    "disabled:cursor-not-allowed disabled:opacity-50 data-[state=open]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
  );
}
