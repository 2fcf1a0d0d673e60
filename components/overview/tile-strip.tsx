import { Tile, TileSkeleton } from "@/components/overview/tile";
import { PanelState } from "@/components/panel/panel-state";
import type { Panel } from "@/lib/model/panel";
import type { Tile as TileData } from "@/lib/model/views/overview";

interface TileStripProps {
  readonly label: string;
  readonly count: number;
  /** Whose requests are behind the figures, as the page names them. */
  readonly subject: string;
  readonly panel: Panel<readonly TileData[]>;
}

const strip = "overflow-hidden rounded-lg border border-line bg-surface";
const columns = { 4: "md:grid-cols-4", 5: "md:grid-cols-5" } as const;

/** The figures of one service, side by side. */
export function TileStrip({ label, count, subject, panel }: TileStripProps) {
  return (
    <section aria-label={label} className={strip}>
      <PanelState panel={panel} brief className="border-t-0">
        {(tiles) => (
          <ul className={grid(count)}>
            {tiles.map((tile) => (
              <li key={tile.key} className="border-line border-r border-b p-3">
                <Tile tile={tile} subject={subject} />
              </li>
            ))}
          </ul>
        )}
      </PanelState>
    </section>
  );
}

export function TileStripSkeleton({ label, count }: { readonly label: string; readonly count: number }) {
  return (
    <div role="status" aria-label={`Loading ${label}`} className={strip}>
      <div className={grid(count)}>
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
          <div key={index} className="border-line border-r border-b p-3">
            <TileSkeleton />
          </div>
        ))}
      </div>
    </div>
  );
}

/** One pixel larger than its box on two sides, so that the outer lines of the cells are cut off. */
function grid(count: number): string {
  return `-mr-px -mb-px grid grid-cols-2 max-md:[&>:last-child:nth-child(odd)]:col-span-2 ${count === 4 ? columns[4] : columns[5]}`;
}
