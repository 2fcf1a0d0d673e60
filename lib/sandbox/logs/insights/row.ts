import type { Fields } from "@/lib/sandbox/logs/insights/evaluate";
import { jsonField, messageJson } from "@/lib/sandbox/logs/insights/json-fields";
import { lambdaField } from "@/lib/sandbox/logs/insights/lambda-fields";
import { Instant, type Value } from "@/lib/sandbox/logs/insights/value";

/** A log event as a query sees it. */
export interface QueryEvent {
  /** Epoch milliseconds. */
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
  readonly logStream: string;
  /** `account:group` */
  readonly log: string;
  /** Pointer for GetLogRecord. */
  readonly ptr: string;
  /** Written by a Lambda function: has the fields of `lambda-fields`. */
  readonly lambda: boolean;
}

/** An event with the fields that the query added, or a row of `stats`, which has no event. */
export class Row implements Fields {
  private readonly added = new Map<string, Value>();
  private json: unknown;
  private jsonRead = false;

  constructor(readonly event: QueryEvent | null) {}

  get(name: string): Value {
    const own = this.added.get(name);
    if (own !== undefined) return own;
    return this.event === null ? null : this.discover(name, this.event);
  }

  set(name: string, value: Value): void {
    this.added.set(name, value);
  }

  private discover(name: string, event: QueryEvent): Value {
    if (!name.startsWith("@")) return jsonField(this.readJson(event), name);
    switch (name) {
      case "@timestamp":
        return new Instant(event.timestamp);
      case "@ingestionTime":
        return new Instant(event.ingestionTime);
      case "@message":
        return event.message;
      case "@logStream":
        return event.logStream;
      case "@log":
        return event.log;
      case "@ptr":
        return event.ptr;
    }
    // A JSON member whose name begins with @ gets a second one.
    if (name.startsWith("@@")) return jsonField(this.readJson(event), name.slice(1));
    return event.lambda ? (lambdaField(name, event.message) ?? null) : null;
  }

  private readJson(event: QueryEvent): unknown {
    if (!this.jsonRead) {
      this.json = messageJson(event.message);
      this.jsonRead = true;
    }
    return this.json;
  }
}
