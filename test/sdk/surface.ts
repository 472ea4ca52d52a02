import { readdirSync, existsSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const source = path.resolve(__dirname, "../../sdk/src");

/** What an entry of the package exports, by name, in order. */
export interface Entry {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

/** Where each entry of the package is, as an importer names it; an institution is one if its folder has an index. */
export function entries(): Record<string, string> {
  const institutions = readdirSync(path.join(source, "institutions"))
    .filter((folder) => existsSync(path.join(source, "institutions", folder, "index.ts")))
    .map((folder): [string, string] => [`@civitas/sdk/${folder}`, `institutions/${folder}/index.ts`]);
  return {
    "@civitas/sdk": "index.ts",
    "@civitas/sdk/abi": "abi/index.ts",
    "@civitas/sdk/connection": "connection/index.ts",
    "@civitas/sdk/core": "core/index.ts",
    "@civitas/sdk/founding": "founding/index.ts",
    "@civitas/sdk/identity": "identity/index.ts",
    "@civitas/sdk/keeper": "keeper/index.ts",
    "@civitas/sdk/read": "read/index.ts",
    "@civitas/sdk/watch": "watch/index.ts",
    "@civitas/sdk/words": "words/index.ts",
    ...Object.fromEntries(institutions),
  };
}

/** Everything that the package exports, entry by entry. */
export function surface(): Record<string, Entry> {
  const files = Object.entries(entries()).map(([name, file]) => [name, path.join(source, file)] as const);
  const program = ts.createProgram(
    files.map(([, file]) => file),
    { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, moduleResolution: ts.ModuleResolutionKind.Bundler },
  );
  const checker = program.getTypeChecker();
  const isValue = (symbol: ts.Symbol): boolean => {
    const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return (target.flags & ts.SymbolFlags.Value) !== 0;
  };
  return Object.fromEntries(
    files.map(([name, file]) => {
      const module = checker.getSymbolAtLocation(program.getSourceFile(file)!);
      const symbols = checker.getExportsOfModule(module!);
      const namesOf = (chosen: readonly ts.Symbol[]) => [...new Set(chosen.map((symbol) => symbol.name))].sort();
      const values = namesOf(symbols.filter(isValue));
      return [name, { values, types: namesOf(symbols.filter((symbol) => !isValue(symbol))) }];
    }),
  );
}
