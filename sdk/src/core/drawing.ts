/** An element of a picture, as far as what it draws depends on it. */
export interface Element {
  readonly name: string;
  /** Its attributes by their local names. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** Whether words stand in it. */
  readonly hasText: boolean;
}

/** Elements that draw what is in them where they stand. All others are drawn where something refers to them, or never. */
const CONTAINERS = new Set(["svg", "g", "switch", "use"]);

/** So many elements are drawn, with each part as often as it is used: a browser stands still over millions. */
const MOST_DRAWN = 10_000;
/** So deep may one part stand within, or be used by, another. */
const DEEPEST = 400;

const NUMBER = "[-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:e[-+]?\\d+)?";
const NOTHING = "(?:0+(?:\\.0*)?|\\.0+)";
const PATH = new RegExp(`[a-z]|${NUMBER}`, "gi");
const INSIDE = /url\(\s*["']?#([^"'()\s]+)["']?\s*\)/g;

/** The parts that a value names. */
export const namedIn = (value: string): string[] => [...value.matchAll(INSIDE)].map(([, id]) => id);

/** What an element says of how it is drawn: its attributes, and over them its style. */
function propertiesOf({ attributes }: Element): ReadonlyMap<string, string> {
  const style = (attributes.get("style") ?? "").split(";").flatMap((declaration): [string, string][] => {
    const colon = declaration.indexOf(":");
    const value = declaration.slice(colon + 1).replace(/!\s*important\s*$/i, "");
    return colon === -1 ? [] : [[declaration.slice(0, colon).trim().toLowerCase(), value.trim()]];
  });
  return new Map([...attributes, ...style]);
}

const partsOf = (root: Element): ReadonlyMap<string, Element> => {
  const parts = new Map<string, Element>();
  const all = [root];
  for (let one = all.pop(); one !== undefined; one = all.pop()) {
    const id = one.attributes.get("id");
    if (id !== undefined && !parts.has(id)) parts.set(id, one);
    all.push(...one.children);
  }
  return parts;
};

/** What keeps a browser from drawing a picture at all, as a sentence's second half; undefined if nothing does. */
export function drawingComplaint(root: Element): string | undefined {
  const parts = partsOf(root);
  return endlessness(root, parts) ?? (draws(root, parts) ? undefined : DRAWS_NOTHING);
}

const DRAWS_NOTHING = "draws nothing that is seen: add a shape, such as <path> or <rect>, with a size and a colour.";

/* HOW MUCH IS DRAWN */

class Endless extends Error {}

interface Amount {
  readonly elements: number;
  /** How many corners its lines have: a marker is drawn at each. */
  readonly corners: number;
}

function endlessness(root: Element, parts: ReadonlyMap<string, Element>): string | undefined {
  const known = new Map<Element, Amount | undefined>();
  const amountOf = (element: Element, depth: number): Amount => {
    const found = known.get(element);
    if (found !== undefined) return found;
    const id = element.attributes.get("id");
    if (known.has(element))
      throw new Endless(`refers to ${id === undefined ? "a part" : `#${id}`} from within it: browsers leave that out.`);
    if (depth > DEEPEST) throw new Endless(`puts more than ${DEEPEST} parts into one another: draw it more simply.`);
    known.set(element, undefined);
    let elements = 1;
    let corners = [...`${element.attributes.get("d") ?? ""} ${element.attributes.get("points") ?? ""}`.matchAll(PATH)]
      .length;
    const markers: Element[] = [];
    for (const child of element.children) {
      const amount = amountOf(child, depth + 1);
      elements += amount.elements;
      corners += amount.corners;
    }
    for (const [name, value] of propertiesOf(element)) {
      const ids = name === "href" ? [value.slice(1)] : namedIn(value);
      for (const part of ids.flatMap((one) => parts.get(one) ?? [])) {
        const amount = amountOf(part, depth + 1);
        if (name.startsWith("marker")) markers.push(part);
        else {
          elements += amount.elements;
          corners += amount.corners;
        }
      }
    }
    for (const marker of markers) elements += (corners + 1) * amountOf(marker, depth + 1).elements;
    if (elements > MOST_DRAWN)
      throw new Endless(`draws more than ${MOST_DRAWN} parts, by using some again and again: draw it more simply.`);
    const amount = { elements, corners };
    known.set(element, amount);
    return amount;
  };
  try {
    amountOf(root, 0);
    return undefined;
  } catch (error) {
    if (error instanceof Endless) return error.message;
    throw error;
  }
}

/* WHETHER ANY OF IT IS SEEN */

/** What an element has from those around it. */
interface Inherited {
  readonly fills: boolean;
  readonly strokes: boolean;
  readonly isShown: boolean;
}

const ZERO = new RegExp(`^[-+]?${NOTHING}(?:e[-+]?\\d+)?(?:%|[a-z]+)?$`, "i");
const isZero = (value: string | undefined): boolean => value !== undefined && ZERO.test(value.trim());
/** A length that is above zero. */
export const isSize = (value: string | undefined): boolean => {
  const [, digits] = new RegExp(`^\\s*(${NUMBER})(?:%|[a-z]+)?\\s*$`, "i").exec(value ?? "") ?? [];
  return digits !== undefined && Number(digits) > 0;
};

const CLEAR = new RegExp(
  `^(?:none|transparent|#[\\da-f]{3}0|#[\\da-f]{6}00|(?:rgb|hsl)a?\\((?:[^,]*,){3}\\s*${NOTHING}%?\\s*\\)|[a-z]+\\([^/]*/\\s*${NOTHING}%?\\s*\\))$`,
  "i",
);
/** Whether a paint is one that is seen; what it was before if it is not said. */
const paints = (value: string | undefined, before: boolean): boolean =>
  value === undefined || value.trim() === "inherit" ? before : !CLEAR.test(value.trim());

/** What shrinks something to nothing. */
const SHRINKS = new RegExp(
  `scale[xy]?\\s*\\(\\s*${NOTHING}\\s*[\\s,)]|scale\\s*\\([^,)]*,\\s*${NOTHING}\\s*\\)|matrix\\s*\\(\\s*(?:${NOTHING}[\\s,]+){4}`,
  "i",
);

function draws(root: Element, parts: ReadonlyMap<string, Element>): boolean {
  const named = (value: string | undefined): (Element | undefined)[] =>
    value === undefined ? [] : namedIn(value).map((id) => parts.get(id));

  const isSeen = (element: Element, inherited: Inherited, isUsed = false): boolean => {
    const { name, attributes, children } = element;
    const properties = propertiesOf(element);
    const get = (property: string) => properties.get(property);
    if (get("display") === "none" || isZero(get("opacity")) || SHRINKS.test(get("transform") ?? "")) return false;
    // What is cut to nothing is not seen, nor what a filter of nothing makes of it.
    if ([...named(get("clip-path")), ...named(get("mask"))].some((part) => part !== undefined && !hasShape(part)))
      return false;
    if (named(get("filter")).some((part) => part?.children.length === 0)) return false;
    const visibility = get("visibility");
    const own: Inherited = {
      fills: paints(get("fill"), inherited.fills) && !isZero(get("fill-opacity")),
      strokes:
        paints(get("stroke"), inherited.strokes) && !isZero(get("stroke-opacity")) && !isZero(get("stroke-width")),
      isShown: visibility === undefined || visibility === "inherit" ? inherited.isShown : visibility === "visible",
    };
    if (name === "svg" && ["width", "height"].some((side) => attributes.has(side) && !isSize(attributes.get(side))))
      return false;
    if (CONTAINERS.has(name) || (isUsed && name === "symbol")) {
      const used = name === "use" ? parts.get((attributes.get("href") ?? "").slice(1)) : undefined;
      return (used !== undefined && isSeen(used, own, true)) || children.some((child) => isSeen(child, own));
    }
    return own.isShown && (own.strokes || (own.fills && name !== "line")) && hasSize(element, properties);
  };

  const hasShape = (element: Element): boolean =>
    hasSize(element, propertiesOf(element)) ||
    element.children.some(hasShape) ||
    (element.name === "use" && hasShapeOf(element.attributes.get("href")));
  const hasShapeOf = (link: string | undefined): boolean => {
    const part = parts.get((link ?? "").slice(1));
    return part !== undefined && hasShape(part);
  };

  return isSeen(root, { fills: true, strokes: false, isShown: true });
}

/** Whether a shape covers anything. */
function hasSize(element: Element, properties: ReadonlyMap<string, string>): boolean {
  const get = (name: string) => properties.get(name);
  switch (element.name) {
    case "rect":
      return isSize(get("width")) && isSize(get("height"));
    case "circle":
      return isSize(get("r"));
    case "ellipse": {
      const radii = [get("rx"), get("ry")].filter((radius) => radius !== undefined && radius !== "auto");
      return radii.length > 0 && radii.every(isSize);
    }
    case "line":
      return get("x1") !== get("x2") || get("y1") !== get("y2");
    case "polyline":
    case "polygon":
      return [...(get("points") ?? "").matchAll(new RegExp(NUMBER, "gi"))].length >= 4;
    case "path":
      return isDrawn(get("d") ?? "");
    case "text":
      return hasWords(element) && !isZero(get("font-size"));
    default:
      return false;
  }
}

const hasWords = ({ hasText, children }: Element): boolean => hasText || children.some(hasWords);

/** Whether a path goes anywhere: it begins at a point, and goes on to another. */
function isDrawn(path: string): boolean {
  const pieces = path.match(PATH) ?? [];
  const isNumber = (piece: string | undefined): boolean => piece !== undefined && !/^[a-z]$/i.test(piece);
  if (!/^m$/i.test(pieces[0] ?? "") || !isNumber(pieces[1]) || !isNumber(pieces[2])) return false;
  return pieces.some(
    (piece, index) =>
      (/^[hvlcsqta]$/i.test(piece) && isNumber(pieces[index + 1])) ||
      (/^m$/i.test(piece) && [1, 2, 3].every((step) => isNumber(pieces[index + step]))),
  );
}
