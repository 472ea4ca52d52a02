import { native, people, percent, wholeDays, type CountsOf } from "../../core/provision-specs";

export const provisions = {
  fee: native({
    value: 0.002,
    within: [0, 1],
    limits: [0, 1000],
    meaning:
      "What an application costs, in the chain's native coin. It goes back unless a validator decided on the application.",
  }),
  bond: native({
    value: 0.02,
    within: [0, 10],
    limits: [0, 1000],
    meaning:
      "What an applicant puts at risk until the waiting period is over, in the chain's native coin. It pays whoever shows in court that the admission was false.",
  }),
  applicationPeriod: wholeDays({
    value: "30 days",
    within: ["7 days", "90 days"],
    limits: ["1 day", "90 days"],
    meaning: "How long validators have for an application, and then the applicant to be admitted.",
  }),
  coolOff: wholeDays({
    value: "30 days",
    within: ["1 day", "365 days"],
    limits: ["0 days", "365 days"],
    meaning: "How long an applicant whom validators rejected waits before the next application.",
  }),
  attestations: people({
    value: 2,
    within: [2, 5],
    limits: [2, 5],
    meaning: "How many validators have to attest to an application, and how many of them reject one.",
  }),
  openAttestations: people({
    value: 20,
    within: [1, 1000],
    limits: [1, 10_000],
    meaning: "To how many applications a validator can have attested whose bonds are still held.",
  }),
  leastValidators: people({
    value: 3,
    within: [3, 15],
    limits: [3, 15],
    meaning:
      "How many validators have to be in office for attestations to count: this many, and one more than have to attest.",
  }),
  validatorBond: native({
    value: 0.05,
    within: [0, 10],
    limits: [0, 1000],
    meaning:
      "What a validator puts at risk, in the chain's native coin. It is lost for attesting to a false admission.",
  }),
  accreditationTerm: wholeDays({
    value: "365 days",
    within: ["30 days", "1461 days"],
    limits: ["30 days", "1461 days"],
    meaning: "How long a validator is accredited.",
  }),
  liability: wholeDays({
    value: "365 days",
    within: ["90 days", "1095 days"],
    limits: ["30 days", "1461 days"],
    meaning: "How long a validator's bond is held after the last attestation.",
  }),
  bounty: percent({
    value: 75,
    within: [50, 90],
    limits: [0, 100],
    meaning: "What whoever shows that an admission was false gets of its bond. The treasury gets the rest.",
  }),
  firstLevel: people({
    value: 1,
    within: [0, 3],
    limits: [0, 5],
    meaning: "For how many validators a proof of personhood of the first level stands.",
  }),
  secondLevel: people({
    value: 1,
    within: [0, 3],
    limits: [0, 5],
    meaning: "For how many validators a proof of personhood of the second level stands.",
  }),
} as const;

/** The provisions of the admissions. */
export type AdmissionsProvisions = CountsOf<typeof provisions>;
