/** `juryRoll` as the name of a folder or page: `jury-roll`. */
export const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `juryRoll` as people say it: `Jury roll`. */
export const title = (name: string): string => {
  const words = kebab(name).replaceAll("-", " ");
  return words[0].toUpperCase() + words.slice(1);
};
