import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { nation } from "../../fixtures/institutions";

interface Metadata {
  name: string;
  description: string;
  image: string;
  attributes: { trait_type: string; display_type?: string; value: string | number }[];
}

const WITHOUT_END = 2n ** 40n - 1n;
const [NONE, ACTIVE, SUSPENDED, REVOKED, RENOUNCED] = [0n, 1n, 2n, 3n, 4n];

const SINCE = BigInt(Date.UTC(2024, 1, 29, 23, 59, 59) / 1000); // a leap day's last second
const PAST = BigInt(Date.UTC(2025, 0, 1) / 1000);
const FUTURE = BigInt(Date.UTC(9999, 11, 31) / 1000);

const face = {
  name: "Aurelia",
  motto: "Lux in tenebris",
  domain: "",
  daoURI: "",
  flag: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3v2H0z"/></svg>',
};

/** The passport of a nation that presents itself as `face` does, with some of it changed. */
async function aPassportOf(changes: Partial<typeof face> = {}) {
  const world = await nation({
    only: ["nation", "passport"],
    stub: { citizenship: "CitizenshipStub" },
    charter: { nation: { ...face, ...changes } },
  });
  const { passport, citizenship, government: founder } = world;

  const uriOf = async (
    citizenId: bigint,
    fields: { since?: bigint; wakesAt?: bigint; until?: bigint; standing?: bigint } = {},
  ) => {
    const record = {
      since: SINCE,
      wakesAt: SINCE,
      until: WITHOUT_END,
      standing: ACTIVE,
      suspendedUntil: 0n,
      markedLapsed: false,
    };
    await citizenship.write(citizenId, { holder: founder.address, ...record, ...fields });
    return citizenship.tokenURI(passport, citizenId);
  };
  const pageOf = async (
    citizenId: bigint,
    fields: { since?: bigint; wakesAt?: bigint; until?: bigint; standing?: bigint } = {},
  ) => {
    const [media, content = ""] = (await uriOf(citizenId, fields)).split(",");
    const metadata = JSON.parse(Buffer.from(content, "base64").toString()) as Metadata;
    const [imageMedia, image = ""] = metadata.image.split(",");
    return { media, metadata, imageMedia, svg: Buffer.from(image, "base64").toString() };
  };
  return { ...world, founder, uriOf, pageOf };
}

async function aPassport() {
  return aPassportOf();
}

async function imageOf(name: string, motto: string) {
  const { pageOf } = await aPassportOf({ name, motto });
  return (await pageOf(1n)).svg;
}

const attribute = (metadata: Metadata, trait: string) =>
  metadata.attributes.find(({ trait_type }) => trait_type === trait)?.value;

describe("Passport", () => {
  describe("constructor()", () => {
    it("stores the nation before it exists", async () => {
      const { founder } = await loadFixture(aPassport);
      const passport = await (await ethers.getContractFactory("Passport")).deploy(founder);
      expect(await passport.NATION()).to.equal(founder);
    });
  });

  describe("tokenURI()", () => {
    it("returns JSON with an SVG inside", async () => {
      const { pageOf } = await loadFixture(aPassport);
      const { media, imageMedia } = await pageOf(1n);
      expect([media, imageMedia]).to.deep.equal(["data:application/json;base64", "data:image/svg+xml;base64"]);
    });

    it("names the citizen and the nation", async () => {
      const { pageOf } = await loadFixture(aPassport);
      const { metadata } = await pageOf(1n);
      expect(metadata.name).to.equal("Citizen 000000001 of Aurelia");
    });

    it("returns a description", async () => {
      const { pageOf } = await loadFixture(aPassport);
      const { metadata } = await pageOf(1n);
      expect(metadata.description).to.equal("The citizenship of one person in Aurelia. It cannot be transferred.");
    });

    it("returns its texts as attributes", async () => {
      const { pageOf } = await loadFixture(aPassport);
      const { metadata } = await pageOf(42n, { until: FUTURE });
      expect(metadata.attributes).to.deep.equal([
        { trait_type: "Citizen", display_type: "number", value: 42 },
        { trait_type: "Standing", value: "Active" },
        { trait_type: "Since", value: "2024-02-29" },
        { trait_type: "Until", value: "9999-12-31" },
      ]);
    });

    for (const text of ["Aurelia", "Lux in tenebris", "000000001", "2024-02-29", "without end", "Active"]) {
      it(`shows ${text}`, async () => {
        const { pageOf } = await loadFixture(aPassport);
        const { svg } = await pageOf(1n);
        expect(svg).to.contain(`>${text}</text>`);
      });
    }

    it("shows the flag as an image", async () => {
      const { pageOf } = await loadFixture(aPassport);
      const { svg } = await pageOf(1n);
      const flag = /<image [^>]*href="data:image\/svg\+xml;base64,([^"]*)"/.exec(svg)?.[1] ?? "";
      expect(Buffer.from(flag, "base64").toString()).to.equal(face.flag);
    });

    it("shows the longest flag", async () => {
      const flag = face.flag.replace("</svg>", `${" ".repeat(8192 - face.flag.length)}</svg>`);
      const { uriOf } = await aPassportOf({ flag });
      expect((await uriOf(1n)).length).to.be.greaterThan(19_000);
    });

    context("given how the citizenship stands", () => {
      it("shows a term without end", async () => {
        const { pageOf } = await loadFixture(aPassport);
        expect(attribute((await pageOf(1n)).metadata, "Until")).to.equal("without end");
      });

      it("shows Newcomer while the vote sleeps", async () => {
        const { pageOf } = await loadFixture(aPassport);
        const wakesAt = BigInt(await time.latest()) + 86_400n;
        expect(attribute((await pageOf(1n, { wakesAt })).metadata, "Standing")).to.equal("Newcomer");
      });

      it("shows Lapsed once the term is over", async () => {
        const { pageOf } = await loadFixture(aPassport);
        const { metadata } = await pageOf(1n, { until: PAST });
        expect([attribute(metadata, "Standing"), attribute(metadata, "Until")]).to.deep.equal(["Lapsed", "2025-01-01"]);
      });

      for (const [standing, label] of [
        [SUSPENDED, "Suspended"],
        [REVOKED, "Revoked"],
        [RENOUNCED, "Renounced"],
      ] as const) {
        it(`shows ${label}, whatever the term`, async () => {
          const { pageOf } = await loadFixture(aPassport);
          expect(attribute((await pageOf(1n, { standing, until: PAST })).metadata, "Standing")).to.equal(label);
        });
      }

      it("reverts with Passport_UnknownCitizen for an id that was never given", async () => {
        const { uriOf, passport } = await loadFixture(aPassport);
        await expect(uriOf(1n, { standing: NONE }))
          .to.be.revertedWithCustomError(passport, "Passport_UnknownCitizen")
          .withArgs(1);
      });
    });

    context("given a great number of citizens", () => {
      it("shows an id longer than nine digits in full", async () => {
        const { pageOf } = await loadFixture(aPassport);
        const { metadata } = await pageOf(12_345_678_901n);
        expect(metadata.name).to.equal("Citizen 12345678901 of Aurelia");
      });
    });

    context("given lines of different lengths", () => {
      it("sets a short name large", async () => {
        expect(await imageOf("Aurelia", "")).to.contain('font-size="34" font-weight="bold">Aurelia<');
      });

      it("sets a longer name smaller, as wide as the page", async () => {
        expect(await imageOf("N".repeat(20), "")).to.contain(
          `font-size="25" textLength="400" lengthAdjust="spacingAndGlyphs" font-weight="bold">${"N".repeat(20)}<`,
        );
      });

      it("sets a long name without a space in letters that can be read, as wide as the page", async () => {
        expect(await imageOf("N".repeat(64), "")).to.contain(
          `font-size="13" textLength="400" lengthAdjust="spacingAndGlyphs" font-weight="bold">${"N".repeat(64)}<`,
        );
      });

      it("sets a long name in two lines, broken at a space", async () => {
        const svg = await imageOf("United Republic of Mountains and Waterways", "");
        expect(svg)
          .to.contain('y="93" text-anchor="middle" font-size="23" font-weight="bold">United Republic of</text>')
          .and.to.contain(
            'y="119" text-anchor="middle" font-size="23" font-weight="bold">Mountains and Waterways</text>',
          );
      });

      it("sets a long motto in two lines, broken at a space", async () => {
        const motto = "Many voices, one shore, a thousand boats, and a lamp in every window";
        const svg = await imageOf("N", motto);
        expect(svg)
          .to.contain(">Many voices, one shore, a thousand</text>")
          .and.to.contain(">boats, and a lamp in every window</text>");
      });

      it("sets a long motto without a space in one line", async () => {
        expect(await imageOf("N", "m".repeat(128))).to.contain(`>${"m".repeat(128)}</text>`);
      });
    });
  });
});
