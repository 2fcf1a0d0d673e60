const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** `2026-01` → `January 2026`. */
export function monthName(month: string): string {
  const [year = "", number = ""] = month.split("-");
  const name = MONTHS[Number(number) - 1];
  return name === undefined ? month : `${name} ${year}`;
}
