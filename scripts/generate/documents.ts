import { errorsDocument } from "./errors-document";
import { invariantsDocument } from "./invariants-document";
import { powersDocument } from "./powers-document";

/** Every document that is generated, by its path, and what writes it. */
export const documents: Readonly<Record<string, (root: string) => Promise<string>>> = {
  "docs/errors.md": errorsDocument,
  "docs/invariants.md": invariantsDocument,
  "docs/powers.md": powersDocument,
};
