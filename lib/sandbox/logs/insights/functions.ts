import { Instant, isTrue, toNumber, toText, type Value } from "@/lib/sandbox/logs/insights/value";

type Implementation = (...args: readonly Value[]) => Value;

const text = (value: Value | undefined): string => toText(value ?? null) ?? "";
const number = (value: Value | undefined): number => toNumber(value ?? null) ?? Number.NaN;
const numeric = (value: number): Value => (Number.isNaN(value) ? null : value);
const flag = (value: boolean): Value => (value ? 1 : 0);

/** A function of one text; null stays null. */
function ofText(compute: (value: string) => Value): Implementation {
  return (value) => (value === undefined || value === null ? null : compute(text(value)));
}

function ofNumbers(compute: (...values: readonly number[]) => number): Implementation {
  return (...values) => numeric(compute(...values.map(number)));
}

function floorTime(time: Value | undefined, period: Value | undefined): Value {
  const ms = number(time);
  const step = number(period);
  return step > 0 ? new Instant(Math.floor(ms / step) * step) : null;
}

/** Functions of one row. Yes and no are 1 and 0. */
const FUNCTIONS: Readonly<Record<string, Implementation>> = {
  strlen: ofText((value) => value.length),
  toupper: ofText((value) => value.toUpperCase()),
  tolower: ofText((value) => value.toLowerCase()),
  trim: ofText((value) => value.trim()),
  ltrim: ofText((value) => value.trimStart()),
  rtrim: ofText((value) => value.trimEnd()),
  concat: (...values) => values.map(text).join(""),
  substr: (value, from, length) => {
    const start = number(from);
    return text(value).slice(start, length === undefined ? undefined : start + number(length));
  },
  replace: (value, search, substitute) => text(value).replaceAll(text(search), () => text(substitute)),
  strcontains: (value, search) => flag(text(value).includes(text(search))),
  isempty: (value) => flag(value === undefined || value === null || text(value) === ""),
  isblank: (value) => flag(value === undefined || value === null || text(value).trim() === ""),
  ispresent: (value) => flag(value !== undefined && value !== null),
  coalesce: (...values) => values.find((value) => value !== null) ?? null,
  if: (condition, then, otherwise) => (isTrue(condition ?? null) ? (then ?? null) : (otherwise ?? null)),
  abs: ofNumbers((value = Number.NaN) => Math.abs(value)),
  ceil: ofNumbers((value = Number.NaN) => Math.ceil(value)),
  floor: ofNumbers((value = Number.NaN) => Math.floor(value)),
  log: ofNumbers((value = Number.NaN) => Math.log(value)),
  sqrt: ofNumbers((value = Number.NaN) => Math.sqrt(value)),
  greatest: ofNumbers((...values) => Math.max(...values)),
  least: ofNumbers((...values) => Math.min(...values)),
  tomillis: (value) => numeric(number(value)),
  frommillis: (value) => new Instant(number(value)),
  datefloor: floorTime,
  dateceil: (time, period) => {
    const step = number(period);
    return step > 0 ? new Instant(Math.ceil(number(time) / step) * step) : null;
  },
};

export function isFunction(name: string): boolean {
  return name === "bin" || Object.hasOwn(FUNCTIONS, name);
}

/** `bin(5m)` is `datefloor(@timestamp, 5m)`, which the compiler writes out. */
export function callFunction(name: string, args: readonly Value[]): Value {
  return FUNCTIONS[name]?.(...args) ?? null;
}
