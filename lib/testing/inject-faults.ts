/** The faults of the sandbox at `url` from now on, in place of those before; none for an empty list. */
export async function injectFaults(url: string, rules: readonly object[]): Promise<void> {
  const answer = await fetch(`${url}/_sandbox/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ rules }),
  });
  if (!answer.ok) throw new Error(`The sandbox took no faults: ${answer.status} ${await answer.text()}`);
}
