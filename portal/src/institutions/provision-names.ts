const PREFIX = "provision.";

/** How provisions are called in sentences, by "institution.key": the SDK's words, loaded when somebody asks. */
export async function provisionNames(): Promise<Readonly<Record<string, string>>> {
  const { english } = await import("@civitas/sdk/words");
  return Object.fromEntries(
    Object.entries(english())
      .filter(([key]) => key.startsWith(PREFIX) && !key.endsWith(".trial"))
      .map(([key, name]) => [key.slice(PREFIX.length), name]),
  );
}
