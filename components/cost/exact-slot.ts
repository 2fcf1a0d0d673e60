import { Slot } from "@/components/view/view-store";
import type { CostBill } from "@/lib/model/views/cost";

/** The bill of the page once it was made exact: the answer on top tells it then. */
export const exactBill = new Slot<CostBill>();
