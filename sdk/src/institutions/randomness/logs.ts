import type { LogRules } from "../../core/log-rules";

/** Why each event may stand in the logs of randomness. */
export const logs: LogRules = { personal: ["FellBack", "Pinned", "Renewed", "Requested", "RoundVerified"] };
