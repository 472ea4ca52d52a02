import { eventWords } from "../../core/event-words";

export const eventSentences = eventWords("nation", {
  sentences: {
    NameChanged: "The nation is now called {newName}: it was {oldName}.",
    MottoChanged: "The nation's motto is now {newMotto}: it was {oldMotto}.",
    FlagChanged: "The nation has a new flag.",
    DomainChanged: "The nation's domain is now {newDomain}: it was {oldDomain}.",
    DaoURIChanged: "The nation describes itself to other software at {newDaoURI}.",
    DAOURIUpdate: "Other software finds {daoAddress} described at {daoURI}.",
    InstitutionAppointed: "{newAccount} is now the nation's {name}, in the place of {oldAccount}.",
  },
  kinds: { "InstitutionAppointed.name": "name" },
});
