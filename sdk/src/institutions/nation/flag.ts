import { id } from "ethers";

const COLOURS = [
  "#0b3d91",
  "#14532d",
  "#7f1d1d",
  "#f5c542",
  "#f8fafc",
  "#0f766e",
  "#c2410c",
  "#4c1d95",
  "#111827",
  "#38bdf8",
];

/** A plain flag for a nation whose charter has none: a field, a band and a star in colours drawn from its name. */
export function flagOf(name: string): string {
  const digest = id(name);
  const pick = (index: number, not: readonly string[]): string => {
    const choice = COLOURS.filter((colour) => !not.includes(colour));
    return choice[parseInt(digest.slice(2 + 2 * index, 4 + 2 * index), 16) % choice.length];
  };
  const field = pick(0, []);
  const band = pick(1, [field]);
  const star = pick(2, [field, band]);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><path fill="${field}" d="M0 0h300v200H0z"/>` +
    `<path fill="${band}" d="M0 70h300v60H0z"/>` +
    `<path fill="${star}" d="m150 52 11.8 33.8 35.7.7-28.5 21.6 10.4 34.3L150 122l-29.4 20.4 10.4-34.3-28.5-21.6 35.7-.7z"/></svg>`
  );
}
