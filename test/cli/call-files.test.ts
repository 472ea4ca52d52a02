import { expect } from "chai";
import { Interface, ZeroAddress } from "ethers";
import { EXIT } from "../../cli/src/errors";
import { aCommandLine, type CommandLine } from "../fixtures/command-line";

describe("civitas propose", () => {
  let line: CommandLine;

  beforeEach(async () => {
    line = await aCommandLine();
  });

  afterEach(() => line.close());

  it("proposes no flag that is no picture, not even unrehearsed", async () => {
    const call = 'nation.setFlag("<svg onload=alert(1)>")';
    const args = ["propose", "A flag", "--call", call, "--unrehearsed", "--yes"];
    const { status, errors } = await line.by(line.citizens[0].address, ...args);
    expect(status).to.equal(EXIT.usage);
    expect(errors).to.include("is not a flag");
    expect((await line.client.governor.list({ limit: 1 })).items).to.deep.equal([]);
  });

  it("takes no description that says nothing", async () => {
    const { status, errors } = await line.by(
      line.citizens[0].address,
      "propose",
      " ",
      "--call",
      "coin.mint(1, 1)",
      "--yes",
    );
    expect(status).to.equal(EXIT.usage);
    expect(errors).to.include("The description says nothing.");
  });
});

describe("civitas propose --calls", () => {
  let line: CommandLine;

  beforeEach(async () => {
    line = await aCommandLine();
  });

  afterEach(() => line.close());

  const proposes = (content: unknown) => {
    const file = line.written("calls.json", content);
    return line.by(line.citizens[0].address, "propose", "Why", "--calls", file, "--dry-run", "--unrehearsed");
  };

  const pay = "function pay(address asset, address to, uint256 amount, string purpose)";
  const inputs = [
    { name: "asset", type: "address" },
    { name: "to", type: "address" },
    { name: "amount", type: "uint256" },
    { name: "purpose", type: "string" },
  ];

  /** A payment by the treasury, as a Safe's Transaction Builder writes it. */
  const built = () => ({
    to: line.founding.addresses.treasury,
    value: "0",
    data: null as string | null,
    contractMethod: { inputs, name: "pay", payable: false },
    contractInputsValues: { asset: ZeroAddress, to: line.stranger.address, amount: "10", purpose: "Wages" } as Record<
      string,
      string
    >,
  });
  const batch = (transactions: readonly unknown[], chainId = "31337") => ({
    version: "1.0",
    chainId,
    meta: { name: "Batch" },
    transactions,
  });

  it("encodes what a Transaction Builder left to be encoded", async () => {
    const { status, output, errors } = await proposes(batch([built()]));
    expect(status, errors).to.equal(EXIT.done);
    expect(output).to.include("Wages").and.not.include("nothing");
  });

  it("encodes lists, structures and truths that it wrote as texts", async () => {
    const [components, values] = [[{ name: "who", type: "address[]" }], `[[["${ZeroAddress}"]]]`];
    const method = {
      name: "odd",
      inputs: [inputs[0], { name: "all", type: "tuple[]", components }, { name: "is", type: "bool" }],
    };
    const one = {
      ...built(),
      contractMethod: method,
      contractInputsValues: { asset: ZeroAddress, all: values, is: "false" },
    };
    const abi = new Interface(["function odd(address, tuple(address[])[], bool)"]);
    const data = abi.encodeFunctionData("odd", [ZeroAddress, [[[ZeroAddress]]], false]);
    expect((await proposes(batch([{ ...one, data }]))).status).to.equal(EXIT.done);
    const other = abi.encodeFunctionData("odd", [ZeroAddress, [[[ZeroAddress]]], true]);
    const { status, errors } = await proposes(batch([{ ...one, data: other }]));
    expect(status).to.equal(EXIT.usage);
    expect(errors).to.include("calls.json, call 1, says two things");
  });

  it("takes data that says what the function and its values say", async () => {
    const data = new Interface([pay]).encodeFunctionData("pay", [ZeroAddress, line.stranger.address, 10n, "Wages"]);
    expect((await proposes(batch([{ ...built(), data }]))).status).to.equal(EXIT.done);
  });

  it("takes a call that holds nothing but native coin", async () => {
    const { status, errors } = await proposes(batch([{ to: line.stranger.address, value: "5", data: null }]));
    expect(status, errors).to.equal(EXIT.done);
  });

  const refused: readonly [string, () => unknown, string][] = [
    ["a file for another chain", () => batch([built()], "1"), "is for chain 1, and the nation is on chain 31337"],
    [
      "a value that is missing",
      () => batch([{ ...built(), contractInputsValues: { asset: ZeroAddress } }]),
      "call 1, has no value of to of pay",
    ],
    [
      "a value too many",
      () => batch([{ ...built(), contractInputsValues: { ...built().contractInputsValues, tip: "1" } }]),
      'call 1, has a value of "tip", which pay does not take',
    ],
    [
      "a value that does not fit",
      () => batch([{ ...built(), contractInputsValues: { ...built().contractInputsValues, amount: "1.5" } }]),
      "call 1, has values that do not fit pay",
    ],
    ["a misspelt key of a call", () => [{ to: ZeroAddress, vaule: "5" }], 'call 1, has "vaule", which no call has'],
    [
      "a misspelt key beside a function",
      () => ["coin.mint(1, 1)", { institution: "coin", function: "mint", argument: ["1", "1"] }],
      'call 2, has "argument", which no call has',
    ],
    [
      "a misspelt name of an argument",
      () => [{ institution: "coin", function: "mint", arguments: { to: "1", amuont: "1" } }],
      'call 1: coin.mint has no "amuont"',
    ],
    ["nothing in a list", () => [null], "call 1, is no call"],
    ["nothing at all", () => null, "call 1, is no call"],
    ["a fraction of a wei", () => [{ to: ZeroAddress, value: "1.5" }], "call 1, has no value that fits"],
    ["half a byte", () => [{ to: ZeroAddress, data: "0x123" }], "call 1, has no data that fits"],
    ["words that are no call", () => ["coin.mint(1, 1)", "mint it"], 'call 2: "mint it" is no call'],
  ];
  for (const [what, content, words] of refused) {
    it(`refuses ${what}, and says where it stands`, async () => {
      const { status, errors } = await proposes(content());
      expect(status, errors).to.equal(EXIT.usage);
      expect(errors.replaceAll(/\s+/g, " ")).to.include(words);
    });
  }

  it("says of a file that is not there that it is not", async () => {
    const { errors } = await line.by(line.citizens[0].address, "propose", "Why", "--calls", line.file("none.json"));
    expect(errors).to.include("none.json that can be read");
  });
});
