import { useList, useRead } from "@civitas/react";
import type { NationClient } from "@civitas/sdk";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Account } from "../../parts/people";
import { Empty, Listing } from "../../parts/states";
import { date } from "../../parts/time";
import { useActors } from "../../wallet/actor";
import { words } from "./words";

/** Whether whoever acts holds the registrar's office now. */
const useIsRegistrar = (): boolean => {
  const { actor } = useActors();
  const account = actor?.account;
  return (
    useRead(
      ["isRegistrar", account],
      ({ constitution }) => constitution.hasRole({ role: "registrar", account: account! }),
      {
        enabled: account !== undefined,
      },
    ).data ?? false
  );
};

/** Who asked to come in, and who is invited. */
export function Applicants() {
  const list = useList("citizenship.applicants", { limit: 20 });
  const isRegistrar = useIsRegistrar();
  const { open } = useActs();
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.applicantsTitle}</h1>
        <p className="lead">{words.applicantsLead}</p>
        <p className="small soft">{isRegistrar ? words.registrarAlone : words.notRegistrar}</p>
      </div>
      <Listing
        list={list}
        empty={
          <Empty title={words.noApplicants}>
            <p className="small soft">{words.noApplicantsLead}</p>
          </Empty>
        }
      >
        {(applicant) => (
          <li key={`${applicant.kind} ${applicant.account}`}>
            <p className="head-line">
              <Account account={applicant.account} isWhole />
              {isRegistrar && applicant.kind === "request" && (
                <button
                  type="button"
                  className="btn"
                  onClick={() =>
                    open(
                      intend({
                        title: words.admitTitle,
                        select: ({ citizenship }: NationClient) => citizenship.admit,
                        params: { applicant: applicant.account },
                        then: words.admitThen,
                      }),
                    )
                  }
                >
                  {words.admit}
                </button>
              )}
            </p>
            <p className="tiny faint">
              {applicant.kind === "request"
                ? words.asked(date(applicant.requestedAt))
                : words.invited(date(applicant.until))}
            </p>
          </li>
        )}
      </Listing>
    </>
  );
}
