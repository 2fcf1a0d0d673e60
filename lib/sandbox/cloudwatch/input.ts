import type { JsonObject } from "@/lib/sandbox/http/contract";
import { invalidParameterValue, missingParameter } from "./errors";

/**
 * Reads the members of a decoded request. Tolerant of text where a number or time is meant, because the Query
 * protocol carries only text.
 */

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function optionalText(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw invalidParameterValue(`The parameter ${name} must be a string.`);
}

export function requiredText(input: JsonObject, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined || value === "") throw missingParameter(name);
  return value;
}

export function optionalNumber(input: JsonObject, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number === "number" && Number.isFinite(number)) return number;
  throw invalidParameterValue(`The parameter ${name} must be a number.`);
}

export function optionalFlag(input: JsonObject, name: string): boolean | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw invalidParameterValue(`The parameter ${name} must be a boolean.`);
}

/** A time of the wire: epoch seconds (fractions allowed) or ISO 8601 text. Returns epoch milliseconds. */
export function optionalTimeMs(input: JsonObject, name: string): number | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  const ms = timeMs(value);
  if (Number.isFinite(ms)) return ms;
  throw invalidParameterValue(`The parameter ${name} must be a timestamp.`);
}

function timeMs(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  if (typeof value === "number") return value * 1000;
  if (typeof value !== "string") return Number.NaN;
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value);
}

export function requiredTimeMs(input: JsonObject, name: string): number {
  const value = optionalTimeMs(input, name);
  if (value === undefined) throw missingParameter(name);
  return value;
}

export function optionalObject(input: JsonObject, name: string): JsonObject | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (isObject(value)) return value;
  throw invalidParameterValue(`The parameter ${name} must be a structure.`);
}

export function requiredObject(input: JsonObject, name: string): JsonObject {
  const value = optionalObject(input, name);
  if (value === undefined) throw missingParameter(name);
  return value;
}

/** Absent is an empty list. */
export function objectList(input: JsonObject, name: string): readonly JsonObject[] {
  const value = input[name];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every(isObject)) return value;
  throw invalidParameterValue(`The parameter ${name} must be a list of structures.`);
}

export function textList(input: JsonObject, name: string): readonly string[] {
  const value = input[name];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw invalidParameterValue(`The parameter ${name} must be a list of strings.`);
}
