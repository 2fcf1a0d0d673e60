"use client";

import { ListTree, ZoomIn } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

interface SelectionMenuProps {
  /** Right end of the selection, in pixels of the chart. */
  readonly left: number;
  readonly room: number;
  readonly onZoom: () => void;
  readonly onRequests: () => void;
  readonly onClose: () => void;
}

const WIDTH = 240;

/** What to do with the range that was just dragged. */
export function SelectionMenu({ left, room, onZoom, onRequests, onClose }: SelectionMenuProps) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div
      role="toolbar"
      aria-label="The selected range"
      className="absolute top-2 flex gap-1 rounded-md border border-line bg-surface p-1 shadow-pop"
      style={{ left: Math.max(4, Math.min(left + 4, room - WIDTH)) }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <Button ref={first} size="sm" onClick={onRequests}>
        <ListTree aria-hidden />
        Show requests
      </Button>
      <Button size="sm" variant="ghost" onClick={onZoom}>
        <ZoomIn aria-hidden />
        Zoom
      </Button>
    </div>
  );
}
