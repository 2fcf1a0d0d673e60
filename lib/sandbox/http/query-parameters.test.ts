import fc from "fast-check";
import { expect, it } from "vitest";
import { decodeQueryParameters } from "@/lib/sandbox/http/query-parameters";

/** What an SDK of the Query protocol makes of an input. */
function flatten(value: unknown, path: string, into: URLSearchParams): URLSearchParams {
  if (Array.isArray(value)) {
    value.forEach((member, index) => {
      flatten(member, `${path}.member.${index + 1}`, into);
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      flatten(member, path === "" ? name : `${path}.${name}`, into);
    }
  } else {
    into.append(path, String(value));
  }
  return into;
}

const name = fc.stringMatching(/^[A-Z][a-z]{1,6}x$/);
const leaf = fc.string({ minLength: 1 });
const { tree } = fc.letrec<{ tree: unknown; node: unknown }>((tie) => ({
  tree: fc.dictionary(name, tie("node"), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(leaf, { minLength: 1, maxLength: 12 }),
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
    tie("tree"),
  ),
}));

it("is the inverse of how SDKs write an input", () => {
  fc.assert(
    fc.property(tree, (input) => {
      expect(decodeQueryParameters(flatten(input, "", new URLSearchParams()))).toEqual(input);
    }),
  );
});

it("does not depend on the order of the parameters", () => {
  fc.assert(
    fc.property(tree, (input) => {
      const parameters = [...flatten(input, "", new URLSearchParams())];
      expect(decodeQueryParameters(new URLSearchParams(parameters.toReversed()))).toEqual(input);
    }),
  );
});
