/**
 * How SEARCH cuts names into tokens, by capitals, digits and whatever is not alphanumeric.
 * [D search-expression-syntax, "Tokenization"]
 *
 *   CustomCount1      Custom Count 1
 *   SDBFailure        SDB Failure
 *   Project2-trial333 Project 2 trial 333
 */
export function pieces(text: string): readonly string[] {
  return text.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [];
}

function squeezed(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
}

/**
 * Whether a search term matches part of a name. One token matches in any case; several tokens run together
 * (`CustomCount`) only in the name's own case; several tokens apart (`network-errors`) in any case.
 */
export function matchesPartly(term: string, name: string): boolean {
  const wanted = pieces(term);
  if (wanted.length === 0) return false;
  const own = pieces(name);
  const anyCase = wanted.length === 1 || /[^A-Za-z0-9]/.test(term);
  const same = (a: string, b: string | undefined) =>
    anyCase ? a.toLowerCase() === b?.toLowerCase() : a === b;
  const starts = own.length - wanted.length;
  for (let start = 0; start <= starts; start++) {
    if (wanted.every((piece, i) => same(piece, own[start + i]))) return true;
  }
  return squeezed(term) === squeezed(name);
}
