/** Verifies a founded nation: `npm run verify -- --network localhost`. */
import "./founding/explorer";
import { AbiCoder, getAddress, isAddress } from "ethers";
import { artifacts, run } from "hardhat";
import { parseArgs } from "node:util";
import { reportText, verifyFounding, type FoundingRecord } from "../sdk/src/founding";
import { creatorOf, namesOf } from "../sdk/src/founding/institutions";
import { openChain } from "./founding/chain";
import { CommandError, runCommand, say, STATUS } from "./founding/command";
import { findDeployment } from "./founding/deployment";

const HELP = `Reads a nation from the chain and compares everything with how it was founded.

  npm run verify -- --network <name> [--nation <name or address>] [--json] [--explorer]

  --network      a network of hardhat.config.ts; localhost if left out
  --nation       which nation: the name of one with a record here, or the address of any, of which all is compared but what only
                 its charter says
  --json         print the report as JSON
  --explorer     publish the sources with the chain's block explorers
  --deployments  the folder of the records; those of npm run found and npm start if left out

The exit status tells the verdict: 0 the nation is as founded, 2 there is a fault, 3 the node did not tell everything, so that
another one is to be asked, 4 the government changed what is listed, 5 there is something that this software does not know, and
nothing wrong with the rest. It is 1 if the command could not be carried out.`;

runCommand(async () => {
  const { values } = parseArgs({
    options: {
      network: { type: "string", default: "localhost" },
      nation: { type: "string" },
      json: { type: "boolean", default: false },
      explorer: { type: "boolean", default: false },
      deployments: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return say(HELP);

  const { network } = values;
  const record = findDeployment(network, { folder: values.deployments, nation: values.nation })?.record;
  const address = values.nation !== undefined && isAddress(values.nation) ? getAddress(values.nation) : undefined;
  const nation = address ?? record;
  if (nation === undefined) {
    throw new CommandError(
      values.nation === undefined
        ? `Nothing was founded on ${network}: there is no record of it.`
        : `Nothing of the name ${values.nation} was founded on ${network}: there is no record of it.`,
      "Found a nation there, or name one: --nation 0x...",
    );
  }
  const chain = await openChain(network);
  const report = await verifyFounding(chain.provider, nation);
  say(values.json ? JSON.stringify(report, undefined, 2) : reportText(report));
  process.exitCode = STATUS[report.verdict];
  if (!values.explorer) return;
  if (record === undefined)
    throw new CommandError(
      "Only what has a record here can be published.",
      `Put the founding's record into deployments/${network}.`,
    );
  await publish(record);
});

/** Publishes the sources of every institution; one that fails does not keep the others from it. */
async function publish(record: FoundingRecord): Promise<void> {
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
