import { expect } from "chai";
import { accessOf, declarationIn, type Declared } from "../../scripts/generate/access";
import { checkPowers } from "../../scripts/generate/powers";

const declaration = (name: string, tag?: string, ...bases: string[]): [string, Declared] => [
  name,
  {
    name,
    source: `contracts/purse/${name}.sol`,
    bases,
    order: ["pay"],
    tags: new Map(tag === undefined ? [] : [["pay()", tag]]),
  },
];

const accessBy = (...declarations: [string, Declared][]) =>
  accessOf({ name: "Purse", changing: ["pay()"] }, new Map(declarations));

describe("accessOf()", () => {
  it("reads the power", () => {
    expect(accessBy(declaration("Purse", "anyone"))).to.deep.equal([
      { signature: "pay()", power: "anyone", constitutional: false, note: undefined },
    ]);
  });

  it("reads the note, across its lines", () => {
    const [{ note }] = accessBy(declaration("Purse", "citizen: the accused\n alone"));
    expect(note).to.equal("the accused alone");
  });

  it("reads the mark of a constitutional function", () => {
    expect(accessBy(declaration("Purse", "government constitutional: for draws to come"))).to.deep.equal([
      { signature: "pay()", power: "government", constitutional: true, note: "for draws to come" },
    ]);
  });

  it("lets an interface speak for a contract that says nothing", () => {
    const [{ power }] = accessBy(
      declaration("Purse", undefined, "Kit"),
      declaration("Kit", undefined, "IPurse"),
      declaration("IPurse", "court"),
    );
    expect(power).to.equal("court");
  });

  it("prefers what the contract itself says", () => {
    const [{ power }] = accessBy(declaration("Purse", "justice", "IPurse"), declaration("IPurse", "anyone"));
    expect(power).to.equal("justice");
  });

  it("hears nothing of an interface that the contract does not inherit", () => {
    expect(accessBy(declaration("Purse"), declaration("IPurse", "anyone"))).to.deep.equal([]);
  });

  it("refuses a tag of another form, and says where it is", () => {
    expect(() => accessBy(declaration("Purse", "Government, constitutional"))).to.throw(
      "contracts/purse/Purse.sol says `@custom:access Government, constitutional` of pay(): write the power",
    );
  });
});

describe("declarationIn()", () => {
  const source = `
    /// A contract Purse is not this one.
    interface IPurse { function pay() external; }
    abstract contract Kit {}
    contract Purse is Kit, Owned(address(0)), IPurse {
      function open() external {}
      // function closed() external {}
      function pay() external {}
    }`;

  it("reads from whom a contract inherits, the most derived one first", () => {
    expect(declarationIn(source, "Purse").bases).to.deep.equal(["IPurse", "Owned", "Kit"]);
  });

  it("reads its functions in order", () => {
    expect(declarationIn(source, "Purse").order).to.deep.equal(["open", "pay"]);
  });

  it("reads no other contract's functions", () => {
    expect(declarationIn(source, "IPurse")).to.deep.equal({ bases: [], order: ["pay"] });
  });
});

describe("checkPowers()", () => {
  it("names a function that changes state and says nowhere who may call it", () => {
    expect(() => checkPowers([{ name: "JuryRoll", changing: ["pay()"] }])).to.throw(
      "JuryRoll.pay(): nothing says who may call it",
    );
  });

  it("is content with the table as it is", () => {
    expect(() => checkPowers([])).not.to.throw();
  });
});
