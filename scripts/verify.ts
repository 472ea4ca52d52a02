/** Verifies a founded nation: `npm run verify -- --network localhost`. */
import "./founding/explorer";
import { AbiCoder } from "ethers";
import { artifacts, run } from "hardhat";
import { CommandError } from "../cli/src/errors";
import type { FoundingRecord } from "../sdk/src/founding";
import { creatorOf, namesOf } from "../sdk/src/founding/institutions";
import { runOnNetworks } from "./founding/run";

runOnNetworks(["verify"], publish);

/** Publishes the sources of every institution; one that fails does not keep the others from it. */
async function publish(record: FoundingRecord, say: (line: string) => void): Promise<void> {
  const failed: string[] = [];
  const contracts = [
    {
      name: "deployer",
      contract: "NationDeployer",
      address: record.deployer,
      values: [record.plan, record.founder],
    },
    ...namesOf(record.institutions).map((name) => {
      const { address, contract, arguments: encoded } = record.institutions[name]!;
      const values = AbiCoder.defaultAbiCoder()
        .decode(creatorOf(name, contract).deploy.inputs, encoded)
        .toArray(true) as unknown[];
      return { name, contract, address, values };
    }),
  ];
  for (const { name, contract, address, values } of contracts) {
    try {
      const { sourceName } = artifacts.readArtifactSync(contract);
      await run("verify:verify", { address, contract: `${sourceName}:${contract}`, constructorArguments: values });
    } catch (error) {
      failed.push(name);
      say(`The sources of the ${name} were not published: ${(error as Error).message}`);
    }
  }
  if (failed.length > 0) {
    throw new CommandError(
      `${failed.join(", ")} could not be published.`,
      "Check the explorer's key (ETHERSCAN_API_KEY) and run it again.",
    );
  }
}
