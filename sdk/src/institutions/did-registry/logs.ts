import type { LogRules } from "../../core/log-rules";

/** Why each event may stand in the DID registry's logs: nothing there takes a power. */
export const logs: LogRules = {
  personal: ["CitizenFollowed", "DIDAttributeChanged", "DIDDelegateChanged", "DIDOwnerChanged"],
};
