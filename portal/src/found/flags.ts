import { against, contrast, type Colour } from "../shell/colours";
import { isTree } from "./tree";

export const patterns = ["drawn", "fields", "band", "disc", "cross", "own"] as const;

export type Pattern = (typeof patterns)[number];

/** How a flag is made: a pattern, and its two colours as `#rrggbb`. */
export interface Flag {
  readonly pattern: Pattern;
  readonly colours: readonly string[];
}

export const isFlag = (value: unknown): value is Flag =>
  isTree(value) &&
  patterns.includes(value.pattern as Pattern) &&
  Array.isArray(value.colours) &&
  value.colours.every((colour) => typeof colour === "string" && HEX.test(colour));

const HEX = /^#[0-9a-f]{6}$/i;

/** The ground, and what lies on it, until somebody chooses. */
export const FIRST: readonly [string, string] = ["#7a1f3d", "#f4e9dc"];

/** What lies on the ground, in an image of 600 by 400. */
const shapes: Readonly<Record<Exclude<Pattern, "drawn" | "own">, string>> = {
  fields: "M0 200h600v200H0z",
  band: "M0 135h600v130H0z",
  disc: "M300 90a110 110 0 1 0 .1 0z",
  cross: "M180 0h80v160h340v80H260v160h-80V240H0v-80h180z",
};

/** The image of a pattern; the edge shows where it ends on any page. */
export const svgOf = (pattern: keyof typeof shapes, [ground, figure]: readonly [string, string]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400"><path fill="${ground}" d="M0 0h600v400H0z"/>` +
  `<path fill="${figure}" d="${shapes[pattern]}"/>` +
  `<path fill="none" stroke="#808080" stroke-width="4" d="M2 2h596v396H2z"/></svg>`;

/** Where somebody's own image is still missing. */
export const NO_FLAG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400"><path fill="#808080" d="M280 110h40v70h70v40h-70v70h-40v-70h-70v-40h70z"/></svg>';

const rgb = (hex: string): Colour => [1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16)) as never;
const hex = (colour: Colour): string => `#${colour.map((part) => part.toString(16).padStart(2, "0")).join("")}`;

/** What the parts of a flag need to be told apart, as any graphic that says something (WCAG 2.2). */
export const LEAST = 3;

export const contrastOf = ([ground, figure]: readonly [string, string]): number => contrast(rgb(ground), rgb(figure));

/** The same figure in a colour that stands out from its ground. */
export function standingOut([ground, figure]: readonly [string, string]): string {
  const under = rgb(ground);
  const moved = against(rgb(figure), under, LEAST);
  if (contrast(moved, under) >= LEAST) return hex(moved);
  const ends: readonly Colour[] = [
    [255, 255, 255],
    [0, 0, 0],
  ];
  return hex([...ends].sort((a, b) => contrast(b, under) - contrast(a, under))[0]);
}
