import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";

// The government writes the nation's texts and its flag. A passport is shown in wallets and web pages: whatever is written
// there must stay text, and whatever is drawn must stay a picture.

const hostile = [
  `"</text><script>alert(1)</script>`,
  `'/><image href="x" onerror="alert(1)"/>`,
  `","image":"https://evil.example/x`,
  `\\","name":"Someone else`,
  `\\`,
  `&lt;script&gt;`,
  `]]><!--<![CDATA[`,
];

const elements = ["svg", "rect", "defs", "g", "ellipse", "use", "text", "image", "path"];
const flag = `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script>"/><script>alert(2)</script></svg>`;

async function aCitizen() {
  const [founder] = await ethers.getSigners();
  const citizenship = await (await ethers.getContractFactory("CitizenshipStub")).deploy();
  const record = { since: 1, wakesAt: 1, until: 2n ** 40n - 1n, standing: 1, suspendedUntil: 0, markedLapsed: false };
  await citizenship.write(1, { holder: founder.address, ...record });

  const passportOf = async (name: string, motto: string) => {
    const terms = { name, motto, domain: "", daoURI: "", flag };
    const nation = await (await ethers.getContractFactory("Nation")).deploy(founder, terms, []);
    const passport = await (await ethers.getContractFactory("Passport")).deploy(nation);
    const content = (await citizenship.tokenURI(passport, 1)).split(",")[1] ?? "";
    const metadata = JSON.parse(Buffer.from(content, "base64").toString()) as Record<string, string>;
    const svg = Buffer.from(metadata.image?.split(",")[1] ?? "", "base64").toString();
    return { metadata, svg };
  };
  return { passportOf };
}

const unescape = (text: string) =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");

const textsOf = (svg: string) =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map((match) => unescape(match[1] ?? ""));
const elementsOf = (svg: string) => new Set([...svg.matchAll(/<\/?([^\s/>]+)/g)].map((match) => match[1]));

// Checks PASSPORT-1.
describe("Attack: a text or the flag runs in the passport", () => {
  for (const text of hostile) {
    context(`given the text ${text}`, () => {
      it("stays the name in the metadata", async () => {
        const { passportOf } = await loadFixture(aCitizen);
        const { metadata } = await passportOf(text, "");
        expect(metadata.name).to.equal(`Citizen 000000001 of ${text}`);
      });

      it("adds nothing to the metadata", async () => {
        const { passportOf } = await loadFixture(aCitizen);
        const { metadata } = await passportOf(text, text);
        expect(Object.keys(metadata)).to.deep.equal(["name", "description", "image", "attributes"]);
      });

      it("stays text on the page, as name and as motto", async () => {
        const { passportOf } = await loadFixture(aCitizen);
        const { svg } = await passportOf(text, text);
        // Long ones are set in two lines, broken at a space.
        const shown = textsOf(svg).join(" ");
        expect(shown.split(text)).to.have.length(3);
      });

      it("adds no element to the page", async () => {
        const { passportOf } = await loadFixture(aCitizen);
        const { svg } = await passportOf(text, text);
        expect([...elementsOf(svg)]).to.have.members(elements);
      });
    });
  }

  it("embeds a flag with scripts as an image, in which scripts do not run", async () => {
    const { passportOf } = await loadFixture(aCitizen);
    const { svg } = await passportOf("Aurelia", "");
    expect(svg).to.contain(`href="data:image/svg+xml;base64,${Buffer.from(flag).toString("base64")}"/>`);
    expect(svg).not.to.contain("script");
  });

  it("reverts with Nation_NotPlainText for control characters", async () => {
    const [founder] = await ethers.getSigners();
    const factory = await ethers.getContractFactory("Nation");
    const terms = { name: "a\u0000b", motto: "", domain: "", daoURI: "", flag };
    await expect(factory.deploy(founder, terms, []))
      .to.be.revertedWithCustomError(factory, "Nation_NotPlainText")
      .withArgs(ethers.encodeBytes32String("name"), 1);
  });
});
