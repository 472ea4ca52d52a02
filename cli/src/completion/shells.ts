import type { CompletionWords } from "./words";

/** Shells for which there is a completion. */
export const shells = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof shells)[number];

/** In single quotes, as all three shells take it. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const namesOf = (items: readonly { readonly name: string }[]): string => items.map(({ name }) => name).join(" ");

/** What bash and zsh ask: the words that can stand next, by what stands before. */
function cases({ commands, options, global }: CompletionWords): string[] {
  const lines: string[] = [];
  for (const { name, below } of commands) {
    if (below.length > 0) lines.push(`    ${quoted(name)}) words=${quoted(namesOf(below))} ;;`);
    for (const one of below) {
      const own = options[`${name} ${one.name}`] ?? [];
      lines.push(`    ${quoted(`${name} ${one.name}`)}) words=${quoted(namesOf([...own, ...global]))} ;;`);
    }
    if (below.length === 0)
      lines.push(`    ${quoted(name)}) words=${quoted(namesOf([...(options[name] ?? []), ...global]))} ;;`);
  }
  return lines;
}

function bash(words: CompletionWords): string[] {
  return [
    '# civitas completion bash: eval "$(civitas completion bash)" in ~/.bashrc',
    "_civitas() {",
    "  local current=${COMP_WORDS[COMP_CWORD]} first=${COMP_WORDS[1]} second=${COMP_WORDS[2]} words",
    `  local two=" ${words.commands
      .filter(({ below }) => below.length > 0)
      .map(({ name }) => name)
      .join(" ")} "`,
    "  local place=$first",
    '  if [[ $COMP_CWORD -eq 1 ]]; then place=; elif [[ $two == *" $first "* && $COMP_CWORD -gt 2 ]]; then place="$first $second"; fi',
    "  case $place in",
    `    '') words=${quoted(namesOf([...words.commands, ...words.global]))} ;;`,
    ...cases(words),
    "  esac",
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '  if [[ ${#COMPREPLY[@]} -eq 0 && $current != -* ]]; then COMPREPLY=($(compgen -f -- "$current")); fi',
    "}",
    "complete -F _civitas civitas",
  ];
}

function zsh(words: CompletionWords): string[] {
  return [
    "#compdef civitas",
    '# eval "$(civitas completion zsh)" in ~/.zshrc, after compinit',
    "_civitas() {",
    "  local first=$words[2] second=$words[3] place words_now=$CURRENT",
    `  local two=" ${words.commands
      .filter(({ below }) => below.length > 0)
      .map(({ name }) => name)
      .join(" ")} "`,
    "  place=$first",
    '  if (( words_now == 2 )); then place=; elif [[ $two == *" $first "* ]] && (( words_now > 3 )); then place="$first $second"; fi',
    "  local words",
    "  case $place in",
    `    '') words=${quoted(namesOf([...words.commands, ...words.global]))} ;;`,
    ...cases(words),
    "  esac",
    "  compadd -- ${=words}",
    "  _files",
    "}",
    "compdef _civitas civitas",
  ];
}

function fish({ commands, options, global }: CompletionWords): string[] {
  const lines = ["# civitas completion fish > ~/.config/fish/completions/civitas.fish", "complete -c civitas -e"];
  for (const { name, summary, below } of commands) {
    lines.push(`complete -c civitas -n __fish_use_subcommand -a ${quoted(name)} -d ${quoted(summary)}`);
    const isHere = `__fish_seen_subcommand_from ${name}`;
    for (const one of below) {
      const notYet = `${isHere}; and not __fish_seen_subcommand_from ${namesOf(below)}`;
      lines.push(`complete -c civitas -f -n ${quoted(notYet)} -a ${quoted(one.name)} -d ${quoted(one.summary)}`);
      for (const option of options[`${name} ${one.name}`] ?? []) {
        const here = `${isHere}; and __fish_seen_subcommand_from ${one.name}`;
        lines.push(`complete -c civitas -n ${quoted(here)} -l ${option.name.slice(2)} -d ${quoted(option.meaning)}`);
      }
    }
    for (const option of options[name] ?? [])
      lines.push(`complete -c civitas -n ${quoted(isHere)} -l ${option.name.slice(2)} -d ${quoted(option.meaning)}`);
  }
  for (const { name, meaning } of global) lines.push(`complete -c civitas -l ${name.slice(2)} -d ${quoted(meaning)}`);
  return lines;
}

const scripts: { readonly [Name in Shell]: (words: CompletionWords) => string[] } = { bash, zsh, fish };

/** The completion of a shell, in lines. */
export const completionOf = (shell: Shell, words: CompletionWords): string[] => scripts[shell](words);
