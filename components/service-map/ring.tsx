import { outcomes, type Shares, totalOfShares } from "@/components/service-map/look";

/** Smallest arc that can be seen: a few faults among thousands must not vanish. */
const MIN_PART = 4;

interface RingProps {
  readonly radius: number;
  readonly shares: Shares | null;
}

/** Shares of outcomes round a node's symbol, clockwise from the top; an empty ring is dashed. */
export function Ring({ radius, shares }: RingProps) {
  const total = shares === null ? 0 : totalOfShares(shares);
  if (shares === null || total === 0) {
    return (
      <circle
        r={radius}
        className="fill-transparent stroke-line-strong"
        strokeWidth={2}
        strokeDasharray="3 3"
      />
    );
  }
  let start = 0;
  return (
    <g transform="rotate(-90)" className="fill-transparent" strokeWidth={4}>
      {arcsOf(shares, total).map(({ key, stroke, part }) => {
        const from = start;
        start += part;
        return (
          <circle
            key={key}
            r={radius}
            pathLength={100}
            className={stroke}
            strokeDasharray={`${part} ${100 - part}`}
            strokeDashoffset={-from}
          />
        );
      })}
    </g>
  );
}

/** Parts of a hundred; rare outcomes get room at the cost of the most frequent. */
function arcsOf(shares: Shares, total: number) {
  const arcs = outcomes
    .filter(({ key }) => shares[key] > 0)
    .map((outcome) => ({ ...outcome, part: Math.max(MIN_PART, (100 * shares[outcome.key]) / total) }));
  const over = arcs.reduce((sum, { part }) => sum + part, 0) - 100;
  const largest = arcs.reduce((top, arc) => (arc.part > top.part ? arc : top), { part: 0 });
  return arcs.map((arc) => (arc === largest ? { ...arc, part: arc.part - over } : arc));
}
