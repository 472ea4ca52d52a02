import js from "@eslint/js";
import ts from "typescript-eslint";

/**
 * Refuses titles of tests, in texts and in templates, that do not begin as they must.
 *
 * @param {string} callee
 * @param {string} beginning
 * @param {string} message
 */
const titles = (callee, beginning, message) =>
  [
    `Literal:first-child[value!=${beginning}]`,
    `TemplateLiteral:first-child > TemplateElement:first-child[value.cooked!=${beginning}]`,
  ].map((title) => ({ selector: `CallExpression[callee.name="${callee}"] > ${title}`, message }));

const treesOfTests = [
  ...titles("context", "/^(given|when) /", "A context begins with given or when."),
  ...titles(
    "describe",
    "/^(?!(given|when) )/",
    "A describe names a function or a subject: what is given is a context.",
  ),
  {
    selector: 'CallExpression[callee.name=/^(describe|context|it)$/] > Literal[value=""]',
    message: "A title says something.",
  },
  {
    selector: "CallExpression[callee.name=/^(describe|context)$/] > :function > BlockStatement[body.length=0]",
    message: "An empty branch tells nothing.",
  },
];

// The beginning of a template may be a value.
const seen = titles(
  "it",
  "/^([a-z]+s\\b|can\\b|cannot\\b|may\\b|still [a-z]+s\\b|never [a-z]+s\\b|$)/",
  'A test says what is seen: "reverts with X when ...", "returns ...", "keeps ...".',
);

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
      "cli/dist",
      "react/dist",
      "react/template/dist",
      "portal/dist",
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
        projectService: {
          allowDefaultProject: [
            "eslint.config.mjs",
            "sdk/tsdown.config.ts",
            "cli/tsdown.config.ts",
            "react/tsdown.config.ts",
            "react/template/vite.config.ts",
            "portal/vite.config.ts",
          ],
        },
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
      "no-restricted-syntax": ["error", ...treesOfTests, ...seen],
    },
  },
  {
    files: ["test/stories/**/*.ts"],
    // A story is told in sentences.
    rules: { "no-restricted-syntax": ["error", ...treesOfTests] },
  },
);
