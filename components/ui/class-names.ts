import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: { classGroups: { "font-size": [{ text: ["2xs", "xs", "sm", "md", "lg", "xl"] }] } },
});

/** Joins class names; of two that set the same property the later wins. */
export function cn(...classes: readonly ClassValue[]): string {
  return merge(clsx(classes));
}
