import { LayoutDashboard, type LucideIcon, SquareFunction, Waypoints } from "lucide-react";

export interface NavItem {
  readonly label: string;
  readonly path: string;
  readonly icon: LucideIcon;
  /** Pressed after `g`. */
  readonly key: string;
  /** Pages below this path belong to the item. */
  readonly section: string | null;
}

export const navItems: readonly NavItem[] = [
  { label: "Overview", path: "/", icon: LayoutDashboard, key: "o", section: null },
  { label: "Functions", path: "/#functions", icon: SquareFunction, key: "f", section: "/functions" },
  { label: "APIs", path: "/#apis", icon: Waypoints, key: "a", section: "/apis" },
];

/** The one item that the current page belongs to. */
export function currentItem(pathname: string): NavItem | undefined {
  const inSection = navItems.find((item) => item.section !== null && pathname.startsWith(`${item.section}/`));
  return inSection ?? (pathname === "/" ? navItems[0] : undefined);
}
