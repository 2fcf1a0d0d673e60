"use client";

import { ChevronDown, ChevronRight, ListFilter } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { plainText } from "@/lib/base/plain-text";

interface JsonTreeProps {
  /** Names and any JSON values. */
  readonly fields: readonly (readonly [name: string, value: unknown])[];
  /** Narrows the list to lines that hold this text. */
  readonly onFilter: ((text: string) => void) | null;
}

/** Names and values of any shape, as a tree that folds. Hostile text stays text. */
export function JsonTree({ fields, onFilter }: JsonTreeProps) {
  return (
    <ul className="font-mono text-xs" data-testid="fields">
      {fields.map(([name, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may stand twice, and the order never changes
        <Node key={at} name={name} value={value} depth={0} onFilter={onFilter} />
      ))}
    </ul>
  );
}

interface NodeProps {
  readonly name: string;
  readonly value: unknown;
  readonly depth: number;
  readonly onFilter: ((text: string) => void) | null;
}

/** Deeper levels start folded; a list of thousands shows its first. */
const OPEN_DEPTH = 1;
const MAX_CHILDREN = 100;

function Node({ name, value, depth, onFilter }: NodeProps) {
  const [open, setOpen] = useState(depth <= OPEN_DEPTH);
  const [all, setAll] = useState(false);
  const children = childrenOf(value);
  if (children === null) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return (
      <li className="group flex items-start gap-2 rounded-sm px-1 hover:bg-sunken">
        <span className="shrink-0 pl-5 text-ink-3">{plainText(name)}</span>
        <span className="min-w-0 grow whitespace-pre-wrap break-words">{plainText(text ?? "null")}</span>
        <span className="flex shrink-0 opacity-0 focus-within:opacity-100 group-hover:opacity-100">
          {onFilter ? (
            <button
              type="button"
              aria-label={`Filter by ${name}`}
              className="inline-flex size-5 items-center justify-center text-ink-3 hover:text-ink"
              onClick={() => onFilter(text ?? "null")}
            >
              <ListFilter className="size-3" aria-hidden />
            </button>
          ) : null}
          <CopyButton text={text ?? "null"} label={`Copy ${name}`} className="size-5 [&_svg]:size-3" />
        </span>
      </li>
    );
  }
  const Chevron = open ? ChevronDown : ChevronRight;
  const shown = all ? children : children.slice(0, MAX_CHILDREN);
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        className="flex w-full items-center gap-1 rounded-sm px-1 text-left hover:bg-sunken"
        onClick={() => setOpen(!open)}
      >
        <Chevron className="size-3.5 shrink-0 text-ink-3" aria-hidden />
        <span className="text-ink-3">{plainText(name)}</span>
        <span className="text-ink-3">
          {Array.isArray(value) ? `[${children.length}]` : `{${children.length}}`}
        </span>
      </button>
      {open ? (
        <ul className="ml-2 border-line border-l pl-1">
          {shown.map(([key, child]) => (
            <Node key={key} name={key} value={child} depth={depth + 1} onFilter={onFilter} />
          ))}
          {shown.length < children.length ? (
            <li>
              <button type="button" className="px-1 pl-6 text-ink-2 underline" onClick={() => setAll(true)}>
                {children.length - shown.length} more
              </button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </li>
  );
}

function childrenOf(value: unknown): readonly (readonly [string, unknown])[] | null {
  if (typeof value !== "object" || value === null) return null;
  return Object.entries(value);
}
