import { getAddress, isAddress } from "ethers";
import { reportText, verifyFounding } from "../../../sdk/src/founding";
import type { Chain } from "../chain/chain";
import { command } from "../command";
import { CommandError, statusOfVerdict } from "../errors";
import { findDeployment, type Deployment } from "../founding/deployment";

export const verify = command({
  name: "verify",
  group: "found",
  summary: "compare a whole nation with how it was founded",
  details:
    "Reads everything from the chain. Of a nation without a record here, all is compared but what only its charter says. The status tells the verdict.",
  arguments: { "[nation]": "its address, or the name of one with a record here" },
  options: {
    "--deployments <folder>": "the folder of the records; those of founding and of npm start if left out",
  },
  example: "verify 0x74488196E09d43599123442fC3F6b5Fd2DA8F75D",
  run: async (context, values) => {
    const { flags, surroundings, profile } = context;
    const { explorer } = values as { readonly explorer?: boolean };
    const chain = await context.chain();
    const network = chain.network.name;
    const usual =
      surroundings.openNetwork === undefined ? (surroundings.terminal.env.CIVITAS_NATION ?? profile.nation) : undefined;
    const named = values.nation ?? flags.nation ?? usual;
    const known = findDeployment(network, { folder: values.deployments, nation: named });
    const record = known?.record;
    const address = named !== undefined && isAddress(named) ? getAddress(named) : undefined;
    const nation = address ?? record;
    if (nation === undefined) {
      throw new CommandError(
        named === undefined
          ? `Nothing was founded on ${network}: there is no record of it.`
          : `Nothing of the name ${named} was founded on ${network}: there is no record of it.`,
        "Found a nation there, or name one by its address: --nation 0x...",
      );
    }
    // Of a chain that was started anew the blocks would only seem to be missing.
    if (address === undefined && known !== undefined) await refuseOtherChain(chain, known);
    const report = await verifyFounding(chain.provider, nation);
    if (explorer === true && surroundings.publish !== undefined) {
      context.say(reportText(report));
      if (record === undefined)
        throw new CommandError(
          "Only what has a record here can be published.",
          `Put the founding's record into deployments/${network}.`,
        );
      await surroundings.publish(record, context.say);
      return { data: report, lines: [], exit: statusOfVerdict(report.verdict) };
    }
    return { data: report, lines: [reportText(report)], exit: statusOfVerdict(report.verdict) };
  },
});

/** Refuses a record of a chain that is gone, whose name another one has now. */
async function refuseOtherChain({ provider }: Chain, { file, record: { genesis } }: Deployment): Promise<void> {
  const first = await provider.getBlock(0);
  if (genesis == null || first?.hash == null || first.hash === genesis) return;
  throw new CommandError(
    `${file} remembers what was founded on another chain, or on one that was started anew since.`,
    "Move it away, or ask the node of that chain.",
  );
}
