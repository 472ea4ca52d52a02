import { InvalidInputError, moment, type Overview } from "@civitas/sdk";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import path from "node:path";
import type * as Journals from "../../portal/src/act/journal";
import { lookAlike } from "../../portal/src/institutions/coin/Pay";
import { isDraft, readLength, readValue } from "../../portal/src/institutions/governor/drafts";
import { bodyOf, titleOf } from "../../portal/src/institutions/governor/text";
import { pictureIn } from "../../portal/src/institutions/citizenship/Passport";
import { length } from "../../portal/src/parts/time";
import { qrOf } from "../../portal/src/parts/Qr";
import { plain } from "../../portal/src/parts/strangers";
import { cell, toCsv } from "../../portal/src/record/export";
import { match, placeOf, to } from "../../portal/src/router";
import { isAddress, isLocalNode, isNode, readSettings } from "../../portal/src/settings";
import { against, coloursIn, contrast, themeOf, type Colour } from "../../portal/src/shell/colours";
import { pageAt, sectionsOf, tabsOf } from "../../portal/src/shell/sections";
import { MNEMONIC, NAMES } from "../../portal/src/wallet/demonstration";
import { developmentMnemonic } from "../../scripts/local/chain";
import { closeWindow, openWindow } from "../fixtures/window";

const having = (...names: string[]) =>
  ({
    profile: { institutions: Object.fromEntries(names.map((name) => [name, `0x${"1".repeat(40)}`])) },
  }) as unknown as Overview;

describe("the portal's parts", () => {
  describe("match()", () => {
    it("names what stands for a pattern's names", () => {
      expect(match("/decisions/:id", "/decisions/5")).to.deep.equal({ id: "5" });
    });

    it("knows no other place, and none that is longer or empty", () => {
      for (const other of ["/decisions", "/decisions/", "/decisions/5/votes", "/people/5"]) {
        expect(match("/decisions/:id", other), other).to.equal(undefined);
      }
    });
  });

  describe("to()", () => {
    it("leaves out what is empty, and is read back as it was", () => {
      const address = to("/record", { of: "coin", with: "" });
      expect(address).to.equal("#/record?of=coin");
      const { path: place, query } = placeOf(address.slice(1));
      expect([place, query.get("of")]).to.deep.equal(["/record", "coin"]);
    });
  });

  describe("readSettings()", () => {
    it("takes nation and node from the page's address", () => {
      expect(readSettings("?nation=0xab&rpc=https://node")).to.deep.equal({ nation: "0xab", rpc: "https://node" });
    });

    it("calls nothing a node but what is asked by http", () => {
      expect(
        ["https://node", "http://127.0.0.1:8545", "javascript:alert(1)", "file:///etc", ""].map(isNode),
      ).to.deep.equal([true, true, false, false, false]);
      expect(isLocalNode("http://127.0.0.1:8545")).to.equal(true);
      expect(isLocalNode("https://127.0.0.1.example.org")).to.equal(false);
    });

    it("knows an address", () => {
      expect([isAddress(`0x${"a".repeat(40)}`), isAddress("0x12")]).to.deep.equal([true, false]);
    });
  });

  describe("sectionsOf()", () => {
    it("has no entry for an institution that the nation lacks", () => {
      const ids = sectionsOf(having("citizenship", "governor", "timelock")).map(({ id }) => id);
      expect(ids).to.include.members(["today", "constitution", "decisions", "people", "record", "verify"]);
      expect(ids).not.to.include.members(["money", "justice", "agreements"]);
    });

    it("fills the tabs of a phone with the next of the rail", () => {
      const tabs = tabsOf(sectionsOf(having("citizenship", "governor"))).map(({ id }) => id);
      expect(tabs).to.deep.equal(["today", "decisions", "constitution", "people"]);
    });

    it("finds the page that a pattern spells out before one that it leaves open", () => {
      const sections = sectionsOf(having("governor"));
      expect(pageAt(sections, "/decisions/new")?.route.pattern).to.equal("/decisions/new");
      expect(pageAt(sections, "/decisions/7")?.params).to.deep.equal({ id: "7" });
      expect(pageAt(sections, "/money")).to.equal(undefined);
    });
  });

  describe("plain()", () => {
    it("shows what moves or turns a text as marks", () => {
      expect(plain("pay\u202eeno\u200b\u0007")).to.equal("pay\ufffdeno\ufffd\ufffd");
    });

    it("keeps lines and letters of every language", () => {
      expect(plain("Ünï\nنص")).to.equal("Ünï\nنص");
    });
  });

  describe("length()", () => {
    it("tells the two largest parts", () => {
      const lengths = [30, 60, 3_600, 5_400, 97_200, 300_000];
      expect(lengths.map(length)).to.deep.equal([
        "less than a minute",
        "1 minute",
        "1 hour",
        "1 hour 30 minutes",
        "1 day 3 hours",
        "3 days",
      ]);
    });
  });

  describe("the colours of a flag", () => {
    const yellow: Colour = [255, 224, 0];
    const paper: Colour = [243, 245, 248];

    it("moves them until they stand out", () => {
      expect(contrast(against(yellow, paper, 5.5), paper)).to.be.at.least(5.5);
    });

    it("keeps at most four, that of the most first", () => {
      const pixels = [...[10, 10, 200, 255], ...[10, 10, 200, 255], ...[250, 0, 0, 255], ...[0, 0, 0, 0]];
      expect(coloursIn(pixels)).to.deep.equal([
        [10, 10, 200],
        [250, 0, 0],
      ]);
    });

    it("never paints with them what means something", () => {
      expect(Object.keys(themeOf([yellow])).filter((name) => /for|against|fault|must|good/.test(name))).to.deep.equal(
        [],
      );
    });
  });

  describe("the record's files", () => {
    it("holds no formula, whoever's words are in it", () => {
      expect(cell('=HYPERLINK("x")')).to.equal('"\'=HYPERLINK(""x"")"');
    });

    it("begins with the columns", () => {
      expect(toCsv([])).to.equal('"time","block","institution","event","what","transaction","logIndex"');
    });
  });

  describe("lookAlike()", () => {
    const known = { [`0x90f7${"1".repeat(32)}b906`]: "Bruno" };

    it("finds who begins and ends alike and is another", () => {
      expect(lookAlike(`0x90F7${"2".repeat(32)}B906`, known)?.name).to.equal("Bruno");
    });

    it("leaves alone who is known, and who is not alike", () => {
      expect(lookAlike(Object.keys(known)[0], known)).to.equal(undefined);
      expect(lookAlike(`0x${"3".repeat(40)}`, known)).to.equal(undefined);
    });
  });

  describe("a draft", () => {
    it("reads lengths of time as people write them", () => {
      expect(readLength("1 day 12 hours")).to.equal(129_600n);
      for (const wrong of ["", "soon", "3", "3 days or so"]) {
        expect(() => readLength(wrong), wrong).to.throw(InvalidInputError);
      }
    });

    it("reads a value in the unit of its provision", () => {
      const units = {
        BasisPoints: ["2.5 %", 250n],
        CitizenShare: ["2.5 % of the citizens", 250n],
        Seconds: ["3 days", 259_200n],
        Days: ["30", 30n],
        Heads: ["7", 7n],
      } as const;
      for (const [unit, [text, value]] of Object.entries(units)) {
        expect(readValue({ unit: unit as keyof typeof units }, text), unit).to.equal(value);
      }
      expect(() => readValue({ unit: "Coins" }, "-1")).to.throw(InvalidInputError);
    });

    it("is told from what somebody else kept", () => {
      expect(isDraft({ title: "", why: "", acts: [{ kind: "pay", fields: {} }] })).to.equal(true);
      for (const other of [null, {}, { title: "", why: "", acts: [{ kind: "seize", fields: {} }] }]) {
        expect(isDraft(other)).to.equal(false);
      }
    });
  });

  describe("a proposal's text", () => {
    const description = `# A garden\n\nFor all.\n#proposer=0x${"a".repeat(40)}`;

    it("is its title and what follows, without what the governor demands", () => {
      expect([titleOf(description), bodyOf(description)]).to.deep.equal(["A garden", "For all."]);
    });
  });

  describe("pictureIn()", () => {
    const document = (value: object) =>
      `data:application/json;base64,${Buffer.from(JSON.stringify(value)).toString("base64")}`;

    it("takes images alone", () => {
      expect(pictureIn(document({ image: "data:image/svg+xml;base64,AA==" }))).to.equal(
        "data:image/svg+xml;base64,AA==",
      );
      for (const other of [document({ image: "https://evil" }), document({}), "data:application/json;base64,?", ""]) {
        expect(pictureIn(other), other).to.equal(undefined);
      }
    });
  });

  describe("the demonstration's people", () => {
    it("lists those of its charter, and of the development chain's mnemonic", () => {
      const file = path.join(__dirname, "../../charters/demonstration.json");
      const { citizens } = JSON.parse(readFileSync(file, "utf8")) as { readonly citizens: { readonly name: string }[] };
      expect(NAMES).to.deep.equal([...citizens.map(({ name }) => name), "Noor"]);
      expect(MNEMONIC).to.equal(developmentMnemonic);
    });
  });

  describe("the journal of acts", () => {
    let journals: typeof Journals;
    const entry = (id: string, status: Journals.ActStatus, at: number): Journals.Entry => ({
      id,
      title: "Pay",
      account: "0x1",
      status,
      at,
    });

    before(async () => {
      openWindow();
      journals = await import("../../portal/src/act/journal");
    });

    after(() => closeWindow());
    afterEach(() => window.localStorage.clear());

    it("survives a reload, the newest first", () => {
      const journal = new journals.Journal("0xAB");
      journal.write(entry("a", "sent", 1));
      journal.write(entry("b", "asked", 2));
      journal.update("a", { status: "included", hash: "0x5" });
      const again = new journals.Journal("0xab").entries();
      expect(again.map(({ id, status }) => `${id} ${status}`)).to.deep.equal(["b asked", "a included"]);
    });

    it("puts away what is over, and nothing else", () => {
      const journal = new journals.Journal("0xab");
      for (const [index, status] of (["sent", "asked", "included", "failed", "refused"] as const).entries()) {
        journal.write(entry(status, status, index));
      }
      journal.putAway();
      expect(journal.entries().map(({ id }) => id)).to.deep.equal(["asked", "sent"]);
    });

    it("passes over what somebody else wrote there", () => {
      for (const text of ["{", "7", '[{"id":1}]', '[null,{"id":"x","title":"t","status":"dancing","at":1}]']) {
        window.localStorage.setItem("civitas.acts.0xab", text);
        expect(new journals.Journal("0xab").entries(), text).to.deep.equal([]);
      }
    });
  });

  describe("qrOf()", () => {
    it("draws a code as an image with a white edge", async () => {
      const svg = await qrOf("https://example.org/#/people/1");
      expect(svg).to.match(/^<svg .*<path fill="#fff"/);
      expect(svg).to.match(/<path d="M4 4h1v1h-1z/);
    });

    it("draws none that no camera would read", async () => {
      expect(await qrOf("a".repeat(1_733))).to.equal(undefined);
    });
  });

  describe("dateTime()", () => {
    it("says that what has no end has none", async () => {
      const { date } = await import("../../portal/src/parts/time");
      expect(date(moment.never)).to.equal("without end");
    });
  });
});
