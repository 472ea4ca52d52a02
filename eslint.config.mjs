import js from "@eslint/js";
import ts from "typescript-eslint";

export default ts.config(
  {
    ignores: [
      "artifacts",
      "cache",
      "cache-foundry",
      "coverage",
      "out",
      "reference",
      "typechain-types",
      "sdk/dist",
      "sdk/src/generated",
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
  {
    files: ["sdk/src/**/*.ts"],
    rules: {
      // Every failure of the SDK is a class of its own, which callers can tell apart.
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Error']", message: "Throw a subclass of NationError." },
      ],
      "no-console": "error",
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      // Chai's assertions are properties, and its matchers' promises carry no type.
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
);
