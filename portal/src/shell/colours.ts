import { useEffect } from "react";

/** Red, green and blue, each from 0 to 255. */
export type Colour = readonly [number, number, number];

const WHITE: Colour = [255, 255, 255];
const NIGHT: Colour = [10, 26, 61];
const PAPER: Colour = [243, 245, 248];
const DARK_SHEET: Colour = [20, 28, 43];

const luminance = (colour: Colour): number =>
  colour.reduce((sum, part, index) => {
    const share = part / 255;
    const linear = share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    return sum + [0.2126, 0.7152, 0.0722][index] * linear;
  }, 0);

/** What the eye makes of two colours, from 1 to 21, as WCAG 2.2 counts. */
export function contrast(one: Colour, other: Colour): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

interface Hsl {
  readonly h: number;
  readonly s: number;
  readonly l: number;
}

function toHsl([red, green, blue]: Colour): Hsl {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const [max, min] = [Math.max(r, g, b), Math.min(r, g, b)];
  const [l, spread] = [(max + min) / 2, max - min];
  if (spread === 0) return { h: 0, s: 0, l };
  const s = spread / (1 - Math.abs(2 * l - 1));
  const h = max === r ? ((g - b) / spread + 6) % 6 : max === g ? (b - r) / spread + 2 : (r - g) / spread + 4;
  return { h: h * 60, s, l };
}

function fromHsl({ h, s, l }: Hsl): Colour {
  const chroma = (1 - Math.abs(2 * l - 1)) * s;
  const part = (shift: number): number => {
    const k = (shift + h / 30) % 12;
    return Math.round(255 * (l - (chroma / 2) * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return [part(0), part(8), part(4)];
}

/** The same hue, lighter or darker until it stands out from a ground. */
export function against(colour: Colour, ground: Colour, least: number): Colour {
  const { h, s, l: first } = toHsl(colour);
  const step = luminance(ground) > 0.5 ? -0.01 : 0.01;
  let found = fromHsl({ h, s: Math.min(s, 0.85), l: first });
  for (let l = first; l >= 0 && l <= 1 && contrast(found, ground) < least; l += step) {
    found = fromHsl({ h, s: Math.min(s, 0.85), l });
  }
  return found;
}

const css = ([r, g, b]: Colour): string => `rgb(${r} ${g} ${b})`;
const onto = (colour: Colour): Colour => (contrast(colour, WHITE) >= contrast(colour, NIGHT) ? WHITE : NIGHT);

/** What a flag's colours make of the page: never what means something. */
export function themeOf(colours: readonly Colour[]): Readonly<Record<string, string>> {
  const byLight = [...colours].sort((a, b) => luminance(a) - luminance(b));
  const chosen = colours.find((colour) => toHsl(colour).s >= 0.15) ?? byLight[0];
  const [light, dark] = [against(chosen, PAPER, 5.5), against(chosen, DARK_SHEET, 7)];
  const strip = [0, 1, 2, 3].map((index) => [`--flag-${index + 1}`, css(colours[index % colours.length])] as const);
  return {
    ...Object.fromEntries(strip),
    "--nation-light": css(light),
    "--nation-on-light": css(onto(light)),
    "--nation-dark": css(dark),
    "--nation-on-dark": css(onto(dark)),
    "--banner": css(against(byLight[0], WHITE, 7)),
    "--banner-line": css(byLight[byLight.length - 1]),
  };
}

/** Pixels in at most four colours, that of the most first. */
export function coloursIn(pixels: ArrayLike<number>): readonly Colour[] {
  const groups = new Map<string, { sum: [number, number, number]; count: number }>();
  for (let index = 0; index + 3 < pixels.length; index += 4) {
    if (pixels[index + 3] < 128) continue;
    const colour = [pixels[index], pixels[index + 1], pixels[index + 2]] as const;
    const name = colour.map((part) => part >> 6).join();
    const group = groups.get(name) ?? { sum: [0, 0, 0], count: 0 };
    groups.set(name, {
      sum: group.sum.map((part, place) => part + colour[place]) as [number, number, number],
      count: group.count + 1,
    });
  }
  return [...groups.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, 4)
    .map(({ sum, count }) => sum.map((part) => Math.round(part / count)) as unknown as Colour);
}

const [WIDE, HIGH] = [24, 16];

/** Paints the page in the colours of the nation's flag, which is only ever drawn as an image. */
export function useColours(flag: string): void {
  useEffect(() => {
    if (flag === "") return undefined;
    let isCurrent = true;
    const image = new Image(WIDE, HIGH);
    image.onload = () => {
      if (!isCurrent) return;
      try {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [WIDE, HIGH];
        const drawn = canvas.getContext("2d", { willReadFrequently: true });
        drawn?.drawImage(image, 0, 0, WIDE, HIGH);
        const colours = coloursIn(drawn?.getImageData(0, 0, WIDE, HIGH).data ?? []);
        if (colours.length === 0) return;
        for (const [name, value] of Object.entries(themeOf(colours))) {
          document.documentElement.style.setProperty(name, value);
        }
      } catch {
        // A browser that lets nobody read what was drawn keeps the page's own colours.
      }
    };
    image.src = `data:image/svg+xml;utf8,${encodeURIComponent(flag)}`;
    return () => {
      isCurrent = false;
    };
  }, [flag]);
}
