/** What may stand behind every command, and what it means. */
export const GLOBAL_OPTIONS = {
  "--nation <address>": "the nation, else CIVITAS_NATION, else the one of `civitas use`",
  "--rpc <url>": "a node of its chain, else CIVITAS_RPC, else the one of `civitas use`",
  "--keystore <file>": "your key, encrypted, else CIVITAS_KEYSTORE; CIVITAS_KEY may hold a bare one",
  "--browser": "act with the wallet of your browser, or a hardware wallet behind it, by a page of this machine",
  "--dev <n>": "act as account n of a development chain",
  "--yes": "do not ask",
  "--dry-run": "show what would be done, and send nothing",
  "--json": "print the answer as JSON",
} as const;
