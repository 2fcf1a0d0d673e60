import {
  type Evidence,
  type IdConflict,
  type IdLink,
  type IdRef,
  idKey,
  type LinkRole,
} from "@/lib/model/request";

/** An id of the request and all that shows that it is one. */
export interface JoinedId extends IdRef {
  /** How it came in; null for the id that was asked for. */
  readonly role: LinkRole | null;
  /** exact when a chain of exact links leads to it from the id that was asked for. */
  readonly certainty: "exact" | "inferred";
  readonly evidence: readonly Evidence[];
}

export interface Correlation {
  /** In the order in which they were reached, the id that was asked for first. */
  readonly ids: readonly JoinedId[];
  readonly conflicts: readonly IdConflict[];
}

/**
 * Everything that is linked, over any number of steps, with one of `start`. Exact links are followed before inferred
 * ones, so that an id is inferred only if nothing exact leads to it. `named`: ids that lines name on their own.
 */
export function correlate(
  start: readonly IdRef[],
  links: readonly IdLink[],
  named: readonly IdRef[],
): Correlation {
  const known = new Set([...named, ...links.flatMap(({ a, b }) => [a, b])].map(idKey));
  const byId = new Map<string, IdLink[]>();
  for (const link of links) {
    for (const end of [link.a, link.b]) {
      const key = idKey(end);
      const list = byId.get(key);
      if (list === undefined) byId.set(key, [link]);
      else list.push(link);
    }
  }
  const reached = new Map<string, JoinedId>();
  const exact: IdRef[] = [];
  const inferred: { ref: IdRef; link: IdLink }[] = [];
  const reach = (ref: IdRef, role: LinkRole | null, certainty: JoinedId["certainty"]): void => {
    const key = idKey(ref);
    if (reached.has(key)) return;
    const evidence = distinct((byId.get(key) ?? []).map((link) => link.evidence));
    reached.set(key, { ...ref, role, certainty, evidence });
    exact.push(ref);
  };
  for (const ref of start) if (known.has(idKey(ref))) reach(ref, null, "exact");
  for (;;) {
    const ref = exact.shift();
    if (ref === undefined) {
      const next = inferred.shift();
      if (next === undefined) break;
      reach(next.ref, next.link.role, "inferred");
      continue;
    }
    const via = reached.get(idKey(ref))?.certainty ?? "exact";
    for (const link of byId.get(idKey(ref)) ?? []) {
      const other = idKey(link.a) === idKey(ref) ? link.b : link.a;
      if (link.evidence.certainty === "inferred") inferred.push({ ref: other, link });
      else reach(other, link.role, via);
    }
  }
  const ids = [...reached.values()].map((one) => ({
    ...one,
    role: one.role === null ? null : roleOf(one, byId),
  }));
  return { ids, conflicts: conflictsAmong(ids, byId) };
}

/** How an id stands to the gateway's request: the closest of what its links say. */
function roleOf(id: JoinedId, byId: ReadonlyMap<string, readonly IdLink[]>): LinkRole | null {
  const roles = (byId.get(idKey(id)) ?? []).map((link) => link.role);
  for (const role of ["integration", "authorizer", "same", "traced"] as const) {
    if (roles.includes(role)) return role;
  }
  return id.role;
}

/** Evidence of one line or document once. */
function distinct(evidence: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set<string>();
  return evidence.filter(({ eventId, says, source }) => {
    const key = `${source} ${eventId ?? ""} ${says}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** One request has one integration, one extended id and one trace. A Lambda request has one trace, too. */
function conflictsAmong(
  ids: readonly JoinedId[],
  byId: ReadonlyMap<string, readonly IdLink[]>,
): readonly IdConflict[] {
  const conflicts: IdConflict[] = [];
  for (const id of ids) {
    if (id.kind !== "gateway" && id.kind !== "lambda") continue;
    const own = (byId.get(idKey(id)) ?? []).filter((link) => idKey(link.a) === idKey(id));
    for (const [kind, role, what] of [
      ["lambda", "integration", "called by the integration"],
      ["extended", "same", "given as its extended id"],
      ["trace", "traced", "named as its trace"],
    ] as const) {
      const said = own.filter((link) => link.b.kind === kind && link.role === role);
      const different = [...new Map(said.map((link) => [link.b.id, link.b])).values()];
      if (different.length < 2) continue;
      conflicts.push({
        message: `${different.length} different ids are ${what} of ${nameOf(id)} ${id.id}: ${different.map((one) => one.id).join(", ")}.`,
        ids: [{ kind: id.kind, id: id.id }, ...different],
        evidence: distinct(said.map((link) => link.evidence)),
      });
    }
  }
  const gateways = ids.filter(({ kind }) => kind === "gateway");
  if (gateways.length > 1) {
    conflicts.push({
      message: `${gateways.length} API requests share these ids: ${gateways.map(({ id }) => id).join(", ")}. A caller may send its own trace id; what follows is about all of them.`,
      ids: gateways.map(({ kind, id }) => ({ kind, id })),
      evidence: gateways.flatMap(({ evidence }) => evidence),
    });
  }
  return conflicts;
}

function nameOf({ kind }: IdRef): string {
  return kind === "gateway" ? "the API request" : "the Lambda request";
}
