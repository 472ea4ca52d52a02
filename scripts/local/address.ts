import { readFileSync } from "node:fs";
import path from "node:path";
import { ZeroHash } from "ethers";
import { packagedCode, parseCharter, type CharterInput } from "../../sdk/src/founding";
import { namesIn } from "../../sdk/src/founding/charter";
import { codesOf } from "../../sdk/src/founding/codes";
import { placedFor } from "../../sdk/src/founding/plan";
import { CREATE2_PROXY } from "../../sdk/src/founding/steps";
import { spine } from "../../sdk/src/institutions/spine";
import { localAccount } from "../../cli/src/chain/development";

/** Where `npm start` founds the demonstration's nation on anvil: it follows from the charter and the code. */
export async function addressOnANewChain(root: string): Promise<string> {
  const file = path.join(root, "charters/demonstration.json");
  const charter = parseCharter(JSON.parse(readFileSync(file, "utf8")) as CharterInput);
  const founder = localAccount(0).address;
  const draft = {
    charter,
    founder,
    citizens: charter.citizens.map((_, index) => localAccount(index + 1).address),
    chainId: "31337",
    variants: { randomness: "block" },
    // Anvil has it from the start.
    factory: CREATE2_PROXY,
    salt: ZeroHash,
  };
  const { institutions } = placedFor(draft, await codesOf(packagedCode, namesIn(charter)));
  return institutions[spine.directory.name].address;
}
