import { managedRules, type LogRules } from "../../core/log-rules";

/** Why each event may stand in the nation's logs. */
export const logs: LogRules = {
  decided: {
    ...managedRules,
    DAOURIUpdate: ["setDaoURI"],
    DaoURIChanged: ["setDaoURI"],
    DomainChanged: ["setDomain"],
    FlagChanged: ["setFlag"],
    InstitutionAppointed: ["appointInstitution"],
    MottoChanged: ["setMotto"],
    NameChanged: ["setName"],
  },
};
