import { ZeroAddress } from "ethers";
import { declare } from "../../core/declaration";
import { addressOf } from "../../core/directory";
import { Findings } from "../../core/findings";
import { durationOf, secondsOf } from "../../core/quantities";
import { readEncoder } from "../../core/reader";
import { seconds } from "../../core/units";
import { TimelockController__factory } from "../../generated/contracts";
import { check, section } from "./charter";
import { timelockClient } from "./client";
import { logs } from "./logs";

export const timelock = declare({
  name: "timelock",
  contract: "TimelockController",
  factory: TimelockController__factory,
  summary: "the government: it carries out what passed, after a wait",
  charter: ["government"],
  section,
  check,
  terms: ({ governor }, { settings }) => [secondsOf(settings.timelock), [governor], [governor], ZeroAddress],
  settingsFrom: (created) => ({ timelock: durationOf(created[0] as bigint) }),
  roles: ["government", "registrar"],
  inherited: {
    anyone: ["onERC721Received", "onERC1155Received", "onERC1155BatchReceived"],
    holder: ["renounceRole"],
    governor: ["schedule", "scheduleBatch", "cancel", "execute", "executeBatch"],
    timelock: ["updateDelay"],
    "timelock: so that nobody does, unless the government decides it": ["grantRole", "revokeRole"],
  },
  constitutional: true,
  verify: async ({ inspection, terms }) => {
    const findings = new Findings("profile");
    const [[delay]] = await inspection.multicall("the timelock's delay", [
      inspection.encodeRead("timelock", "getMinDelay"),
    ]);
    inspection.compare(findings, {
      title: "The timelock's delay, in seconds",
      founded: String(terms[0]),
      found: String(delay),
      since: (await inspection.queryLogs(["timelock"], ["MinDelayChange"])).slice(1),
    });
    return findings.checks;
  },
  logs,
  client: timelockClient,
  overview: (connection) => {
    const address = addressOf(connection, "timelock");
    const contract = TimelockController__factory.connect(address, connection.runner);
    return { delay: readEncoder(contract, address)(contract.getMinDelay, [], seconds.from) };
  },
});
