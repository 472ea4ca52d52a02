import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

export const words = callWords("nation", {
  sentences: {
    setName: "Rename the nation to {newName}",
    setMotto: "Set the nation's motto to {newMotto}",
    setDomain: "Set the nation's domain to {newDomain}",
    setDaoURI: "Publish the nation's description (ERC-4824) at {newDaoURI}",
    setFlag: "Set the nation's flag to another image, of {newFlag}",
    appointInstitution: "Make {account} the nation's {institutionName}",
    setAuthority: "Put the nation's profile under another authority: {newAuthority}",
  },
  kinds: { newFlag: "size", institutionName: "name" },
});
