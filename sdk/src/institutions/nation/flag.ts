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

/** What the eye makes of two colours, from 1 to 21, as WCAG 2.2 counts. */
function contrast(one: string, other: string): number {
  const luminance = (colour: string): number =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, index) => {
      const part = parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16) / 255;
      return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Between the band and what lies on either side of it, as of any graphic that says something. */
const LEAST_CONTRAST = 3;

/**
 * A plain flag for a nation whose charter has none: a field, a band and a star in colours drawn from its name, which set each other
 * off, and an edge that shows where it ends on any page.
 */
export function flagOf(name: string): string {
  const digest = id(name);
  const pick = (index: number, beside?: string): string => {
    const choice = COLOURS.filter((colour) => beside === undefined || contrast(colour, beside) >= LEAST_CONTRAST);
    return choice[parseInt(digest.slice(2 + 2 * index, 4 + 2 * index), 16) % choice.length];
  };
  const field = pick(0);
  const band = pick(1, field);
  const star = pick(2, band);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><path fill="${field}" d="M0 0h300v200H0z"/>` +
    `<path fill="${band}" d="M0 50h300v100H0z"/>` +
    `<path fill="${star}" d="m150 55 11.8 33.8 35.7.7-28.5 21.6 10.4 34.3L150 125l-29.4 20.4 10.4-34.3-28.5-21.6 35.7-.7z"/>` +
    `<path fill="none" stroke="#808080" stroke-width="2" d="M1 1h298v198H1z"/></svg>`
  );
}
