import { expect } from "chai";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readSuites, testsDocument } from "../../scripts/generate/tests-document";

const OPENING = `import { behavesAsOpen } from "../../fixtures/open";

async function aDoor() {
  return { isOpen: true };
}

describe("Door", () => {
  for (const wind of ["north", "south"]) {
    context(\`given wind from the \${wind}\`, () => {
      it(\`\${wind === "north" ? "closes" : "opens"} in \${wind.slice(1)} at once\`, async () => {
        await aDoor();
      });
    });
  }
  behavesAsOpen("door");
});
`;

const CLOSING = `describe("Door", () => {
  describe("close()", () => {
    it("emits Closed_ for *all*, and \`_shut\`", () => {});
  });
});
`;

const SHARED = `export function behavesAsOpen(name: string) {
  it(\`lets a \${name} be entered\`, () => {});
}
`;

const INVARIANTS = `contract Handler {
    function open() external {}
}

contract DoorInvariants {
    /// DOOR-1: it is
    /// open or closed.
    /// forge-config: default.invariant.runs = 8
    function invariant_DOOR_1_isOne() public {}

    function testFuzz_opens(uint256 by) public {}
}
`;

describe("readSuites()", () => {
  let root: string;
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const leaf = (title: string) => ({ title, children: [] });

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "suites-"));
    write("test/unit/door/open.test.ts", OPENING);
    write("test/unit/door/close.test.ts", CLOSING);
    write("test/fixtures/open.ts", SHARED);
    write("test/fixtures/never.test.ts", CLOSING);
    write("test/invariants/door.t.sol", INVARIANTS);
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("tells the folders of suites in order", () => {
    expect([...readSuites(root).keys()]).to.deep.equal(["invariants", "unit/door"]);
  });

  it("joins the suites of one title in one folder, file by file", () => {
    const [door, ...others] = readSuites(root).get("unit/door")!;
    expect([door.title, others]).to.deep.equal(["Door", []]);
    expect(door.children[0]).to.deep.equal({
      title: "close()",
      children: [leaf("emits Closed_ for *all*, and `_shut`")],
    });
  });

  it("names the values of a title", () => {
    const [door] = readSuites(root).get("unit/door")!;
    expect(door.children[1]).to.deep.equal({
      title: "given wind from the {wind}",
      children: [leaf("closes / opens in {wind} at once")],
    });
  });

  it("tells what a shared suite holds where it is called", () => {
    const [door] = readSuites(root).get("unit/door")!;
    expect(door.children[2]).to.deep.equal(leaf("lets a {name} be entered"));
  });

  it("tells Foundry's tests with what is said above them", () => {
    expect(readSuites(root).get("invariants")).to.deep.equal([
      {
        title: "DoorInvariants",
        children: [leaf("`invariant_DOOR_1_isOne`: DOOR-1: it is open or closed."), leaf("`testFuzz_opens`")],
      },
    ]);
  });

  it("writes a title as it reads, whatever Markdown makes of its characters", async () => {
    expect(await testsDocument(root)).to.include("    - emits Closed\\_ for \\*all\\*, and `_shut`\n");
  });
});
