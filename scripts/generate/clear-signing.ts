import path from "node:path";
import { format, resolveConfig } from "prettier";
import { clearSigning } from "../../sdk/src/words";

/** docs/clear-signing: how wallets show calls and signatures in words (ERC-7730), without a nation's addresses. */
export const clearSigningDocuments = (): Readonly<Record<string, (root: string) => Promise<string>>> =>
  Object.fromEntries(
    Object.entries(clearSigning()).map(([name, file]) => {
      const document = `docs/clear-signing/${name}`;
      const written = async (root: string) =>
        format(JSON.stringify(file), { ...(await resolveConfig(path.join(root, document))), parser: "json" });
      return [document, written];
    }),
  );
