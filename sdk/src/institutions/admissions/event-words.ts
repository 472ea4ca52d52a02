import { eventWords } from "../../core/event-words";

/** What the events of the admissions tell, in sentences: each names the fields of its event. */
export const eventSentences = eventWords("admissions", {
  sentences: {
    Applied: "{applicant} applied for citizenship as {applicationId}, with a bond of {bond} and a fee of {fee}.",
    ApplicationAttested: "{validatorId} attested to application {applicationId}.",
    ApplicationRefused: "{validatorId} refused application {applicationId}.",
    ApplicationProven: "A proof of personhood of level {level} was shown for application {applicationId}, by {proof}.",
    ProofAccepted: "The government accepts proofs of personhood by {proof}.",
    ProofRejected: "The government accepts no more proofs of personhood by {proof}.",
    ApplicationRejected: "Validators rejected application {applicationId}: the applicant waits until {coolOffEndsAt}.",
    ApplicationWithdrawn: "Application {applicationId} was withdrawn.",
    ApplicationExpired: "Application {applicationId} was closed, as its time was over.",
    ApplicantAdmitted: "{citizenId} was admitted by application {applicationId}.",
    AdmissionSettled: "The bond of {citizenId}'s admission was returned.",
    AdmissionFalse: "Case {caseId} showed {citizenId}'s admission to be false: the challenger gets {bounty}.",
    DigestFreed: "Whoever was {citizenId} may apply for citizenship again.",
    ValidatorAccredited: "{citizenId} is accredited as validator {number} until {until}.",
    ValidatorDismissed: "The government ended the accreditation of {citizenId} as validator {number}.",
    ValidatorResigned: "{citizenId} resigned as validator {number}.",
    ValidatorDisowned: "{citizenId} lost the accreditation as validator {number}, and a bond of {bond}.",
    ValidatorBondPaid: "{citizenId} paid {paid} of the bond as validator {number}, which is {bond} now.",
    ValidatorBondReturned: "The bond of {citizenId} as validator {number}, {bond}, was returned.",
  },
  kinds: {
    validatorId: "citizen",
    number: "id",
    level: "count",
    fee: "native",
    bond: "native",
    paid: "native",
    bounty: "native",
    coolOffEndsAt: "moment",
  },
});
