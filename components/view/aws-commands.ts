/** The commands that a next step names, as they are to be typed: `Run "aws sso login", …`. A wrong key or clock has none. */
export function awsCommands(nextStep: string): readonly string[] {
  return [...nextStep.matchAll(/"(aws [^"]+)"/g)].flatMap(([, command]) => command ?? []);
}
