import { clearSigningDocuments } from "./clear-signing";
import { commandsDocument } from "./commands-document";
import { errorsDocument } from "./errors-document";
import { firstHour, sdkReadme } from "./examples";
import { index, readme } from "./institutions-table";
import { invariantsDocument } from "./invariants-document";
import { justiceDocument } from "./justice-document";
import { powersDocument } from "./powers-document";
import { testsDocument } from "./tests-document";

/** Every document that is generated, or has a generated part, by its path, and what writes it. */
export const documents: Readonly<Record<string, (root: string) => Promise<string>>> = {
  // Before the document that shows it.
  "examples/first-hour.ts": firstHour,
  "README.md": readme,
  "sdk/README.md": sdkReadme,
  "docs/README.md": index,
  "docs/civitas.md": commandsDocument,
  "docs/errors.md": errorsDocument,
  "docs/invariants.md": invariantsDocument,
  "docs/justice.md": justiceDocument,
  "docs/powers.md": powersDocument,
  "docs/tests.md": testsDocument,
  ...clearSigningDocuments(),
};
