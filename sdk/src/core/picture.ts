import { SaxesParser, type SaxesAttributeNS, type SaxesTagNS } from "saxes";
import { InvalidInputError } from "./errors";
import { drawingComplaint, isSize, namedIn, type Element } from "./drawing";

const SVG = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";
const OURS = ["", SVG, XLINK, "http://www.w3.org/XML/1998/namespace"];

/** What draws, and nothing that runs, moves, or fetches. */
const ELEMENTS = new Set(
  (
    "svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan textPath clipPath mask " +
    "linearGradient radialGradient stop pattern marker filter feBlend feColorMatrix feComponentTransfer feComposite " +
    "feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset switch"
  ).split(" "),
);

/** Whatever a value names outside of the picture: a viewer that shows it as an image fetches nothing. */
const OUTSIDE = /url\(\s*["']?(?!#)|javascript:/i;

/** What a value may compute or draw. Everything else that is called may fetch something: today, or in a browser to come. */
const FUNCTIONS = new Set(
  (
    "url matrix matrix3d translate translatex translatey translatez translate3d scale scalex scaley scalez scale3d rotate " +
    "rotatex rotatey rotatez rotate3d skew skewx skewy perspective rgb rgba hsl hsla hwb lab lch oklab oklch color " +
    "color-mix calc min max clamp circle ellipse inset polygon path blur brightness contrast drop-shadow grayscale " +
    "hue-rotate invert opacity saturate sepia"
  ).split(" "),
);
/** Attributes of words, in which brackets call nothing. */
const WORDS = /^(?:id|class|lang|role|aria-.*|data-.*)$/;
/** What hides from whoever reads a value what a browser reads in it. */
const HIDING = /\\|\/\*/;

/** Beyond this, browsers count no longer as they should. */
const FURTHEST = 1_000_000;
/** So many elements may stand within one another. */
const DEEPEST = 100;

const COMPLETE = 'must be one complete SVG image: <svg xmlns="http://www.w3.org/2000/svg" viewBox="...">...</svg>.';

const isLink = ({ local, uri }: SaxesAttributeNS): boolean => local === "href" && (uri === "" || uri === XLINK);
const isLength = (value: string | undefined): boolean =>
  value !== undefined && /^\s*\d*\.?\d+(px)?\s*$/.test(value) && parseFloat(value) > 0;

/** The sentence's second half, of a text that is no picture. */
class Complaint extends Error {}

/** Reads an SVG text as strictly as browsers do. */
function read(svg: string, handle: (parser: SaxesParser<{ xmlns: true }>) => void): Complaint | undefined {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    // The parser puts the place before its words.
    const [, line, column, words] = /^(?:(\d+):(\d+): )?(.*)$/s.exec(error.message)!;
    const place = line === undefined ? "" : ` (line ${line}, column ${column})`;
    throw new Complaint(`is not well-formed XML${place}: ${words.replace(/\.?$/, ".")}`);
  });
  handle(parser);
  try {
    parser.write(svg).close();
    return undefined;
  } catch (error) {
    if (error instanceof Complaint) return error;
    throw error;
  }
}

function checkSize({ attributes }: SaxesTagNS): void {
  for (const side of ["width", "height"]) {
    const value = attributes[side]?.value;
    if (value !== undefined && value !== "auto" && !isSize(value))
      throw new Complaint(`has the ${side} "${value}", which must be a length above zero.`);
  }
  const box = attributes.viewBox?.value;
  if (box === undefined) {
    if (isLength(attributes.width?.value) && isLength(attributes.height?.value)) return;
    throw new Complaint(
      'must have a size, by which browsers scale it: add viewBox="0 0 300 200", as fits the drawing.',
    );
  }
  const numbers = box
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (numbers.length !== 4 || !numbers.every(Number.isFinite) || numbers[2] <= 0 || numbers[3] <= 0)
    throw new Complaint(`has the viewBox "${box}", which must be four numbers, the last two above zero.`);
  if (numbers.some((number) => Math.abs(number) > FURTHEST))
    throw new Complaint(`has the viewBox "${box}", in which no number may be beyond ${FURTHEST}.`);
}

function checkAttribute(attribute: SaxesAttributeNS): void {
  const { name, local, prefix, value } = attribute;
  if (name === "xmlns" || prefix === "xmlns") return;
  const isAlone = "must be a picture alone:";
  if (/^on/i.test(name)) throw new Complaint(`${isAlone} ${name} is an event handler.`);
  if (prefix === "xml" && local === "base")
    throw new Complaint(`${isAlone} ${name} says where else its parts are looked for.`);
  if (!WORDS.test(name)) {
    if (HIDING.test(value))
      throw new Complaint(`${isAlone} ${name}="${value}" holds a backslash or a comment. Write plainly what is meant.`);
    const [, called] =
      [...value.matchAll(/(?<![\w-])([\w-]+)\(/g)].find(([, one]) => !FUNCTIONS.has(one.toLowerCase())) ?? [];
    if (called !== undefined)
      throw new Complaint(`${isAlone} ${called}() in ${name}="${value}" does not belong in it.`);
  }
  if (OUTSIDE.test(value)) throw new Complaint(`${isAlone} ${name}="${value}" names something outside of it.`);
  if (isLink(attribute) && !value.startsWith("#"))
    throw new Complaint(`${isAlone} ${name}="${value}" is a link. Only a part of the picture, as #star, can be used.`);
}

/**
 * What keeps an SVG text from being a picture that every browser shows whole, as a sentence's second half; undefined if nothing does.
 * It must be well-formed, draw by itself, and neither run nor fetch anything.
 */
export function complaintOf(svg: string): string | undefined {
  if (!/^<svg\s/.test(svg)) return COMPLETE;
  const ids = new Set<string>();
  const named: string[] = [];
  const open: Growing[] = [];
  let root: Growing | undefined;
  const complaint = read(svg, (parser) => {
    parser.on("doctype", () => {
      throw new Complaint(COMPLETE);
    });
    parser.on("processinginstruction", ({ target }) => {
      throw new Complaint(`must be a picture alone: <?${target}?> does not belong in it.`);
    });
    parser.on("opentag", (tag) => {
      const { name, local, uri } = tag;
      if (root === undefined) {
        if (local !== "svg" || uri !== SVG) throw new Complaint(COMPLETE);
        checkSize(tag);
      }
      if (uri !== SVG || !ELEMENTS.has(local))
        throw new Complaint(`must be a picture alone: <${name}> does not belong in it.`);
      if (open.length >= DEEPEST)
        throw new Complaint(`has more than ${DEEPEST} elements within one another: draw it more simply.`);
      const own = Object.values(tag.attributes);
      for (const attribute of own) {
        checkAttribute(attribute);
        if (attribute.name === "id") ids.add(attribute.value);
        if (isLink(attribute)) named.push(attribute.value.slice(1));
        named.push(...namedIn(attribute.value));
      }
      const drawn = own.filter(({ uri: of, prefix }) => of === "" || of === XLINK || prefix === "");
      const attributes = new Map(drawn.map((attribute) => [attribute.local, attribute.value]));
      const element: Growing = { name: local, attributes, children: [], hasText: false };
      open.at(-1)?.children.push(element);
      open.push(element);
      root ??= element;
    });
    parser.on("text", (words) => {
      const element = open.at(-1);
      if (element !== undefined && words.trim() !== "") element.hasText = true;
    });
    parser.on("cdata", (words) => {
      const element = open.at(-1);
      if (element !== undefined && words.trim() !== "") element.hasText = true;
    });
    parser.on("closetag", () => void open.pop());
  });
  if (complaint !== undefined) return complaint.message;
  const missing = named.find((id) => !ids.has(id));
  if (missing !== undefined) return `refers to #${missing}, which is nowhere in it: browsers leave that part out.`;
  return root === undefined ? COMPLETE : drawingComplaint(root);
}

/** Throws if a text is no flag that browsers show. The chain takes any text. */
export function requireFlag(svg: string): void {
  const complaint = complaintOf(svg);
  if (complaint === undefined) return;
  const [found, what] = [svg.length > 60 ? `${svg.slice(0, 60)}…` : svg, "a flag"];
  throw new InvalidInputError({
    what,
    found,
    allowed: `a complete SVG image (this one ${complaint.replace(/\.$/, "")})`,
  });
}

/** An element while it is read. */
interface Growing extends Element {
  readonly children: Growing[];
  hasText: boolean;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => escapes[character]);

/** Whether an attribute is a drawing program's own, or names such a program's vocabulary. */
const isForeign = ({ prefix, name, uri, value }: SaxesAttributeNS): boolean =>
  name === "xmlns" || prefix === "xmlns" ? !OURS.includes(value) : !OURS.includes(uri);

/**
 * The picture alone, as it is stored: without what stands before and after it, comments, and what drawing programs keep in it.
 * A text that holds nothing else stays as it is, and so does one that is no picture.
 */
export function pictureIn(text: string): string {
  let [kept, skipping, hasOthers] = ["", 0, !/^<svg\s/.test(text) || !text.endsWith(">")];
  const keep = (piece: string): void => {
    if (skipping === 0) kept += piece;
  };
  const others = (): void => {
    hasOthers = true;
  };
  const complaint = read(text.trim(), (parser) => {
    parser.on("comment", others);
    parser.on("processinginstruction", others);
    parser.on("xmldecl", others);
    parser.on("doctype", (doctype) => {
      // One that defines what its own text stands for says more than a picture.
      if (doctype.includes("[")) throw new Complaint(COMPLETE);
      others();
    });
    parser.on("text", (words) => {
      keep(escaped(words));
    });
    parser.on("cdata", (words) => {
      keep(escaped(words));
    });
    parser.on("opentag", ({ name, local, uri, attributes, isSelfClosing }) => {
      if (skipping > 0 || !OURS.includes(uri) || local === "metadata") {
        others();
        ++skipping;
        return;
      }
      const own = Object.values(attributes).filter((attribute) => !isForeign(attribute));
      if (own.length < Object.keys(attributes).length) others();
      keep(`<${name}${own.map((attribute) => ` ${attribute.name}="${escaped(attribute.value)}"`).join("")}`);
      keep(isSelfClosing ? "/>" : ">");
    });
    parser.on("closetag", ({ name, isSelfClosing }) => {
      if (skipping > 0) --skipping;
      else if (!isSelfClosing) keep(`</${name}>`);
    });
  });
  return complaint === undefined && hasOthers ? kept.trim() : text;
}
