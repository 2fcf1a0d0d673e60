import {
  BellRing,
  ChartScatter,
  LayoutDashboard,
  type LucideIcon,
  Receipt,
  ScanSearch,
  ScrollText,
  Settings,
  Snowflake,
  SquareFunction,
  Waypoints,
  Workflow,
} from "lucide-react";

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
  { label: "Alarms", path: "/alarms", icon: BellRing, key: "w", section: "/alarms" },
  { label: "Logs", path: "/logs", icon: ScrollText, key: "l", section: "/logs" },
  { label: "Traces", path: "/traces", icon: ChartScatter, key: "t", section: "/traces" },
  { label: "Requests", path: "/requests", icon: ScanSearch, key: "r", section: "/requests" },
  { label: "Service map", path: "/service-map", icon: Workflow, key: "m", section: "/service-map" },
  { label: "Cold starts", path: "/cold-starts", icon: Snowflake, key: "c", section: "/cold-starts" },
  { label: "Cost", path: "/cost", icon: Receipt, key: "b", section: "/cost" },
  { label: "Settings", path: "/settings", icon: Settings, key: "s", section: "/settings" },
];

/** The one item that the current page belongs to. */
export function currentItem(pathname: string): NavItem | undefined {
  const inSection = navItems.find(
    ({ section }) => section !== null && (pathname === section || pathname.startsWith(`${section}/`)),
  );
  return inSection ?? (pathname === "/" ? navItems[0] : undefined);
}
