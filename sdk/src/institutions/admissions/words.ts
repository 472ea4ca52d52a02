import { callWords } from "../../core/call-words";

export { eventSentences } from "./event-words";

/** What calls to the admissions do, in sentences: each names the arguments of its function. */
export const words = callWords("admissions", {
  sentences: {
    applyForAdmission: "Apply for citizenship, and pay {value}",
    sponsor: "Apply for citizenship on behalf of {applicant}, and pay {value}",
    withdraw: "Withdraw the application of {applicant}",
    expire: "Close the application of {applicant}, whose time is over",
    attest: "Attest to application {applicationId}",
    attestSigned: "Hand in what validators signed for application {applicationId}",
    prove: "Show a proof of personhood of {applicant}, by {proof}",
    acceptProof: "Accept proofs of personhood by {proof}",
    rejectProof: "Accept no more proofs of personhood by {proof}",
    refuse: "Refuse the application of {applicant}",
    admit: "Admit {applicant}, to whom validators attested",
    settle: "Return the bond of the admission of {applicant}",
    proveFalse: "Carry out that case {caseId} showed the admission of {applicant} to be false",
    allowReturn: "Let a person apply again whose citizenship case {caseId} ended",
    freeDigest:
      "Let a person whose citizenship has ended for good apply again with another account, by the digest {uniqueness}",
    accredit: "Accredit {citizenId} as a validator",
    dismiss: "End the accreditation of {citizenId} as a validator",
    resign: "Resign as a validator",
    payBond: "Pay {value} as a validator's bond",
    returnBond: "Return the bond of validator {number}",
    claim: "Pay {account} what the admissions owe it in {asset}",
    claimForCitizen: "Pay {citizenId} what the admissions owe in {asset}",
    setAuthority: "Put the admissions under another authority: {newAuthority}",
  },
  kinds: { number: "id" },
  seen: {
    applyForAdmission:
      "Everybody can see that you applied, and digests of your dossier and person, which show nothing of them.",
    attest: "Everybody can see to whom you attested.",
    payBond: "Everybody can see that you are a validator.",
  },
  returned: {
    applyForAdmission:
      "The bond comes back once the vote wakes, or if nobody attests. A true challenge takes it. The fee comes back if no validator decides.",
    sponsor:
      "The bond comes back to you once the vote wakes, or if nobody attests. A true challenge takes it. The fee comes back if no validator decides.",
    payBond: "{value} comes back after your term as a validator, less what false attestations cost.",
  },
  provisions: {
    fee: ["the fee of an application", "a fee of an application"],
    bond: ["the bond of an application", "a bond of an application"],
    applicationPeriod: ["the time for an application", "a time for an application"],
    coolOff: ["the wait after a rejection", "a wait after a rejection"],
    attestations: ["the number of attestations", "a number of attestations"],
    openAttestations: ["the limit of open attestations", "a limit of open attestations"],
    leastValidators: ["the least number of validators", "a least number of validators"],
    validatorBond: ["the bond of a validator", "a bond of a validator"],
    accreditationTerm: ["the term of a validator", "a term of a validator"],
    liability: ["the liability of a validator", "a liability of a validator"],
    firstLevel: ["what a proof of the first level stands for", "a worth of a proof of the first level"],
    secondLevel: ["what a proof of the second level stands for", "a worth of a proof of the second level"],
    bounty: ["the share of the challenger", "a share of the challenger"],
  },
});
