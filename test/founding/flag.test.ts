import { expect } from "chai";
import charter from "../../charters/demonstration.json";
import { complaintOf, pictureIn } from "../../sdk/src/core/picture";
import { flagOf } from "../../sdk/src/institutions/nation/flag";

const head = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"';
const shape = '<path d="M0 0h3v2H0z"/>';
const drawn = (content: string): string => `<svg ${head}>${content}</svg>`;

/** A part that is drawn nine times, nine times, and so on. */
const lots = (times: number): string =>
  `<rect id="g0" width="1" height="1"/>${Array.from({ length: times }, (_, index) => `<g id="g${index + 1}">${`<use href="#g${index}"/>`.repeat(9)}</g>`).join("")}`;

/** A marker at each corner of a line, whose marker is of such lines. */
const corners = (times: number): string =>
  Array.from({ length: times }, (_, index) => {
    const next = index + 1 === times ? "" : ` marker-mid="url(#m${index + 1})"`;
    return `<marker id="m${index}"><path${next} d="M0 0${"h1".repeat(40)}"/></marker>`;
  }).join("") + '<path marker-mid="url(#m0)" d="M0 0h1h1h1"/>';

describe("complaintOf()", () => {
  const sound: readonly [string, string][] = [
    ["the demonstration's flag", charter.nation.flag],
    ["a flag that is drawn from a name", flagOf("Weekend")],
    [
      "a width and a height instead of a viewBox",
      `<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2px">${shape}</svg>`,
    ],
    ["parts that are used within the picture", drawn('<defs><path id="a" d="M0"/></defs><use href="#a"/>' + shape)],
    [
      "a link by the older name",
      drawn(`<g id="a">${shape}</g><use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"/>`),
    ],
    [
      "a gradient",
      drawn('<linearGradient id="g"><stop stop-color="#fff"/></linearGradient><path fill="url(#g)" d="M0 0h1v1z"/>'),
    ],
    [
      "a part that is drawn by its use alone",
      drawn(`<defs><g id="a"><path d="m0 0 1 1"/></g><symbol id="b"><use href="#a"/></symbol></defs><use href="#b"/>`),
    ],
    ["lines without a filling", drawn('<g fill="none" stroke="red"><line x1="0" x2="3"/></g>')],
    ["words alone", drawn('<text font-size="1"><tspan>A</tspan></text>')],
    [
      "what is hidden beside what is seen",
      drawn(`<g display="none">${shape}</g><g visibility="hidden"><path visibility="visible" d="M0 0h1v1z"/></g>`),
    ],
    [
      "colours and places that are counted out",
      drawn(
        `<path fill="rgb(255, 0, 0)" style="stroke:hsl(0 50% 50%)" transform="rotate(45) scale(0.5,2)" d="M0 0h1z"/>`,
      ),
    ],
    [
      "a frame that is cut out",
      drawn(`<clipPath id="c"><circle r="1"/></clipPath><g clip-path="url(#c)">${shape}</g>`),
    ],
    ["names with brackets", drawn(`<g aria-label="Sun(rise)" id="sun(1)">${shape}</g>`)],
    ["letters beyond Latin", drawn("<title>Флаг 旗 &amp; &#x1F30D;</title>" + shape)],
  ];
  for (const [what, svg] of sound) {
    it(`returns nothing for ${what}`, () => {
      expect(complaintOf(svg)).to.equal(undefined);
    });
  }

  const complete = "must be one complete SVG image";
  const alone = "must be a picture alone: ";
  const broken: readonly [string, string, string][] = [
    ["nothing", "", complete],
    ["words", "a lion on a field", complete],
    ["another kind of picture", "<html><body/></html>", complete],
    ["a name in capitals", `<SVG ${head}>${shape}</SVG>`, complete],
    ["no namespace, which browsers do not draw", `<svg viewBox="0 0 3 2">${shape}</svg>`, complete],
    ["another namespace", `<svg xmlns="http://www.w3.org/1999/xhtml" viewBox="0 0 3 2">${shape}</svg>`, complete],
    ["a document type within", `<svg ${head}><!DOCTYPE svg>${shape}</svg>`, "is not well-formed XML"],
    ["a tag that is not closed", drawn("<g>" + shape), "is not well-formed XML (line 1, column"],
    ["a cut end", drawn(shape).slice(0, -8), "is not well-formed XML"],
    ["a bare ampersand", drawn(`<title>Sun & sea</title>${shape}`), "is not well-formed XML"],
    ["HTML's names of characters", drawn(`<title>Sun&nbsp;sea</title>${shape}`), "undefined entity"],
    ["an attribute twice", drawn("<path d='M0' d='M1'/>"), "duplicate attribute: d"],
    ["an unbound prefix", drawn(`<use xlink:href="#a"/>${shape}`), 'unbound namespace prefix: "xlink"'],
    ["a second picture", drawn(shape) + drawn(shape), "documents may contain only one root"],
    ["no size", `<svg xmlns="http://www.w3.org/2000/svg">${shape}</svg>`, "must have a size"],
    [
      "a size in percent",
      `<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%">${shape}</svg>`,
      "must have a size",
    ],
    [
      "an empty viewBox",
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 2">${shape}</svg>`,
      'the viewBox "0 0 0 2"',
    ],
    [
      "a viewBox of words",
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="a b c d">${shape}</svg>`,
      'the viewBox "a b c d"',
    ],
    ["nothing drawn", drawn("<g/>"), "draws nothing"],
    ["a part that is nowhere", drawn(`<use href="#a"/>${shape}`), "refers to #a, which is nowhere in it"],
    ["a gradient that is nowhere", drawn('<path fill="url(#g)" d="M0"/>'), "refers to #g, which is nowhere in it"],
    ["a script", drawn(`<script>1</script>${shape}`), `${alone}<script> does not belong in it`],
    ["an event handler", `<svg ${head} onload="x()">${shape}</svg>`, `${alone}onload is an event handler`],
    ["foreign content", drawn(`<foreignObject/>${shape}`), `${alone}<foreignObject> does not belong in it`],
    [
      "another picture",
      drawn(`<image href="https://example.org/a.png"/>${shape}`),
      `${alone}<image> does not belong in it`,
    ],
    ["a link", drawn(`<a href="https://example.org">${shape}</a>`), `${alone}<a> does not belong in it`],
    ["a style sheet", drawn(`<style>@import url(x)</style>${shape}`), `${alone}<style> does not belong in it`],
    ["an animation", drawn(`<path d="M0"><animate/></path>`), `${alone}<animate> does not belong in it`],
    ["a use from elsewhere", drawn(`<use href="https://example.org/a.svg#b"/>${shape}`), `is a link`],
    [
      "a fill from elsewhere",
      drawn('<path fill="url(https://example.org/a#g)" d="M0"/>'),
      "names something outside of it",
    ],
    [
      "a style from elsewhere",
      drawn('<path style="fill:url( \'//example.org/a#g\')" d="M0"/>'),
      "names something outside of it",
    ],
    [
      "a fill from elsewhere, in another spelling",
      drawn('<path fill="u\\72l(https://e/)" d="M0 0h1"/>'),
      "holds a backslash",
    ],
    [
      "a style from elsewhere, in another spelling",
      drawn('<path style="background:u\\72l(//e)" d="M0"/>'),
      "a backslash",
    ],
    ["a comment in a value", drawn('<path style="fill:ur/**/l(//e)" d="M0"/>'), "a comment"],
    [
      "a set of pictures",
      drawn(`<g style="background:image-set('//e' 1x)">${shape}</g>`),
      `${alone}image-set() in style`,
    ],
    ["a source", drawn(`<g style="background:SRC('//e')">${shape}</g>`), `${alone}SRC() in style`],
    ["another place of its parts", drawn(`<g xml:base="https://e/">${shape}</g>`), `${alone}xml:base`],
    ["a style sheet beside it", `<svg ${head}><?xml-stylesheet href="//e"?>${shape}</svg>`, "<?xml-stylesheet?>"],
    ["parts beyond count", drawn(lots(8)), "draws more than 10000 parts"],
    ["markers beyond count", drawn(corners(6)), "draws more than 10000 parts"],
    ["a part that uses itself", drawn(`<g id="a">${shape}<use href="#a"/></g>`), "refers to #a from within it"],
    [
      "parts that use each other",
      drawn(`<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>${shape}`),
      "from within it",
    ],
    ["parts within parts without end", drawn("<g>".repeat(3_000)), "more than 100 elements within one another"],
    [
      "a chain of uses without end",
      drawn(
        `<g id="a0"/>${Array.from({ length: 900 }, (_, at) => `<use id="a${at + 1}" href="#a${at}"/>`)
          .reverse()
          .join("")}`,
      ),
      "more than 400 parts into one another",
    ],
    ["a width of nothing", `<svg ${head} width="0" height="0">${shape}</svg>`, 'has the width "0"'],
    [
      "a viewBox beyond all measure",
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e308 1e308">${shape}</svg>`,
      "no number may be beyond 1000000",
    ],
    ["shapes that are only kept", drawn(`<defs>${shape}</defs>`), "draws nothing"],
    ["a picture that is not displayed", `<svg ${head} display="none">${shape}</svg>`, "draws nothing"],
    ["a picture that is hidden", `<svg ${head} style="visibility: hidden">${shape}</svg>`, "draws nothing"],
    ["a picture that is clear", drawn(`<g opacity="0.0">${shape}</g>`), "draws nothing"],
    ["shapes without a paint", drawn(`<g fill="none">${shape}</g><path fill="#fff0" d="M0 0h1"/>`), "draws nothing"],
    ["shapes shrunk to nothing", drawn(`<g transform="scale(0)">${shape}</g>`), "draws nothing"],
    ["shapes cut to nothing", drawn(`<clipPath id="c"/><g clip-path="url(#c)">${shape}</g>`), "draws nothing"],
    ["a size that is none", drawn('<rect width="abc" height="2"/><circle r="0"/>'), "draws nothing"],
    ["a path that goes nowhere", drawn('<path d="M nope"/><path d="M1 1z"/><path d="h3"/>'), "draws nothing"],
    ["words that are none", drawn("<text> </text>"), "draws nothing"],
    [
      "content of another vocabulary",
      drawn(`<x:y xmlns:x="http://example.org"/>${shape}`),
      `${alone}<x:y> does not belong in it`,
    ],
  ];
  for (const [what, svg, complaint] of broken) {
    it(`tells of ${what}`, () => {
      expect(complaintOf(svg)).to.contain(complaint);
    });
  }
});

describe("complaintOf(), of long texts", () => {
  const long = 60_000;
  const texts: readonly [string, string][] = [
    ["zeros", "0".repeat(long) + "x"],
    ["letters", "a".repeat(long)],
    ["blanks", `a:${" ".repeat(long)}!`],
    ["references", "url(#".repeat(long / 5)],
    ["transformations", "matrix(0".repeat(long / 8)],
  ];
  for (const [what, value] of texts) {
    it(`reads them in a moment: ${what}`, () => {
      const begun = performance.now();
      for (const name of ["fill", "style", "transform", "width", "d"])
        complaintOf(drawn(`<rect ${name}="${value}" height="1"/>`));
      expect(performance.now() - begun).to.be.lessThan(1_500);
    });
  }
});

describe("pictureIn()", () => {
  it("returns the text as it is if it holds a picture alone", () => {
    const svg = drawn("<title>A &amp; B</title><path\n d='M0 0'/>");
    expect(pictureIn(svg)).to.equal(svg);
  });

  it("returns the text as it is if it is no picture", () => {
    for (const text of ["", "a lion", drawn("<g>")]) expect(pictureIn(text)).to.equal(text);
  });

  it("leaves out what stands around the picture", () => {
    const text = `<?xml version="1.0"?>\n<!-- by hand --><!DOCTYPE svg PUBLIC "a" "b">\n${drawn(shape)}\n<!-- end -->\n`;
    expect(pictureIn(text)).to.equal(drawn(shape));
  });

  it("leaves out what drawing programs keep for themselves", () => {
    const own = 'xmlns:ink="http://www.inkscape.org/namespaces/inkscape" ink:version="1.4"';
    const text = `<svg ${head} ${own}><metadata><title>x</title></metadata><ink:view ink:zoom="1"><path d="M1"/></ink:view>${shape}</svg>`;
    expect(pictureIn(text)).to.equal(drawn(shape));
  });

  it("leaves out comments, and keeps texts and quotes", () => {
    const text = drawn(`<!-- a --><text font-family='"A"'>1 &lt; 2 &amp; <![CDATA[3 > 2]]></text>`);
    expect(pictureIn(text)).to.equal(drawn(`<text font-family="&quot;A&quot;">1 &lt; 2 &amp; 3 &gt; 2</text>`));
  });

  it("returns a text that defines words of its own as it is", () => {
    const text = `<!DOCTYPE svg [<!ENTITY a "b">]>${drawn(shape)}`;
    expect(pictureIn(text)).to.equal(text);
  });

  it("leaves nothing out of what it returned", () => {
    const once = pictureIn(`<!-- a -->${drawn("<text> a  <tspan/> </text>")}`);
    expect(pictureIn(once)).to.equal(once);
  });
});

describe("flagOf()", () => {
  const colours = (name: string): string[] =>
    [...flagOf(name).matchAll(/fill="(#\w{6})"/g)].map(([, colour]) => colour);
  const names = Array.from({ length: 200 }, (_, index) => `Nation ${index}`);

  /** As WCAG 2.2 counts, with its own constants. */
  function contrast(one: string, other: string): number {
    const light = (colour: string): number => {
      const [r, g, b] = [1, 3, 5]
        .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
        .map((part) => (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4)));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    return Math.max(light(one), light(other)) / Math.min(light(one), light(other));
  }

  it("draws a picture that every browser shows", () => {
    for (const name of names) expect(complaintOf(flagOf(name))).to.equal(undefined);
  });

  it("sets band and star off against what lies behind them", () => {
    for (const name of names) {
      const [field, band, star] = colours(name);
      expect(contrast(field, band)).to.be.at.least(3);
      expect(contrast(band, star)).to.be.at.least(3);
    }
  });

  it("draws different flags for different names", () => {
    expect(new Set(names.map((name) => colours(name).join())).size).to.be.greaterThan(50);
  });

  it("draws an edge", () => {
    expect(flagOf("Weekend")).to.contain('stroke="#808080"');
  });
});
