import { outcomes } from "@/components/service-map/look";
import { cn } from "@/components/ui/class-names";

/** How the map is to be read. */
export function Legend() {
  return (
    <ul
      aria-label="Legend"
      className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-t px-4 py-2 text-ink-3 text-xs"
    >
      {outcomes.map(({ key, word, background }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span className={cn("size-2.5 rounded-full", background)} aria-hidden />
          {word}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <Line dashes="6 5" />
        not seen by X-Ray
      </li>
      <li className="flex items-center gap-1.5">
        <Line dashes="2 4" />
        asynchronous
      </li>
      <li>Arrows: traced calls a minute, median; ≤ is a bound from CloudWatch.</li>
      <li className="max-md:hidden">Drag moves, Ctrl + wheel zooms.</li>
    </ul>
  );
}

function Line({ dashes }: { readonly dashes: string }) {
  return (
    <svg width={26} height={4} aria-hidden>
      <title>{dashes}</title>
      <path
        d="M1 2H25"
        strokeWidth={1.5}
        strokeDasharray={dashes}
        strokeLinecap="round"
        className="stroke-ink-3"
      />
    </svg>
  );
}
