import js from "@eslint/js";
import ts from "typescript-eslint";

export default ts.config(
  {
    ignores: [
      "artifacts",
      "cache",
      "coverage",
      "typechain-types",
      "sdk/dist",
      "sdk/src/contracts",
      ".solcover.js",
      "tools",
    ],
  },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["eslint.config.mjs", "sdk/tsdown.config.ts"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
);
