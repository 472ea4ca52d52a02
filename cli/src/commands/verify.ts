import { getAddress, isAddress } from "ethers";
import { reportText, verifyFounding } from "../../../sdk/src/founding";
import { command } from "../command";
import { CommandError, statusOfVerdict } from "../errors";
import { findDeployment } from "../founding/deployment";

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
    const known =
      surroundings.openNetwork === undefined ? (surroundings.terminal.env.CIVITAS_NATION ?? profile.nation) : undefined;
    const named = values.nation ?? flags.nation ?? known;
    const record = findDeployment(network, { folder: values.deployments, nation: named })?.record;
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
