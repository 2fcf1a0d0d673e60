const sections = [
  { id: "now", label: "Now" },
  { id: "over-time", label: "Over time" },
  { id: "where", label: "Where it goes" },
  { id: "lines", label: "Line items" },
  { id: "projection", label: "Month end" },
  { id: "worst-hour", label: "Worst hour" },
  { id: "what-if", label: "What if" },
  { id: "waste", label: "Waste" },
  { id: "estimator", label: "Estimator" },
] as const;

/** The parts of a long page, in reach wherever the reader is. */
export function SectionNav() {
  return (
    <nav
      aria-label="On this page"
      className="md:sticky md:top-12 z-10 -mx-3 overflow-x-auto border-line border-y bg-canvas/95 px-3 backdrop-blur-sm sm:-mx-5 sm:px-5"
    >
      <ul className="flex h-9 items-center gap-1 whitespace-nowrap">
        {sections.map(({ id, label }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="inline-flex h-7 items-center rounded-md px-2 text-ink-2 text-xs hover:bg-hover hover:text-ink"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
