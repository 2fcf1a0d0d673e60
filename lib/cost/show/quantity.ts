import { formatCount } from "@/lib/base/format-number";
import type { CostBill } from "@/lib/model/views/cost";

/** A quantity that is charged for; one far below 1 keeps two digits, as it is not nothing: `0.0044`. */
function formatQuantity(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && size < 0.1) return String(Number(value.toPrecision(2)));
  return formatCount(size < 1_000 ? value : Math.round(value));
}

/** Of a line item: `34.6k requests`, `3,309 – 3,323 GB-s`. */
export function quantityText({ low, high }: CostBill["lines"][number]): string {
  const [least, most] = [formatQuantity(low.quantity), formatQuantity((high ?? low).quantity)];
  return `${least === most ? least : `${least} – ${most}`} ${low.unit}`;
}
