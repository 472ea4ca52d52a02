import { format, resolveConfig } from "prettier";

/** A Markdown document, formatted as the repository's own are. */
export async function markdownDocument(text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(__filename.replace(/\.ts$/, ".md"))), parser: "markdown" });
}
