import { useRead } from "@civitas/react";
import { moment, seconds, type CitizenId, type NationClient } from "@civitas/sdk";
import { useState } from "react";
import { useActs } from "../../act/acts";
import { intend } from "../../act/intend";
import { Field } from "../../parts/forms";
import { Account, useCitizenOf } from "../../parts/people";
import { Empty, Reading } from "../../parts/states";
import { date, useChainNow } from "../../parts/time";
import { isAddress } from "../../settings";
import { useActors } from "../../wallet/actor";
import { Choose } from "../../wallet/Choose";
import { Facts } from "./CitizenPage";
import { Passport } from "./Passport";
import { words } from "./words";

/** What whoever acts is here, and what follows from it. */
export function You() {
  const { actor } = useActors();
  const id = useCitizenOf(actor?.account);
  return (
    <>
      <div className="head">
        <h1 tabIndex={-1}>{words.youTitle}</h1>
      </div>
      {actor === undefined ? (
        <section className="card">
          <Empty title={words.nobody}>
            <p className="small soft">{words.nobodyLead}</p>
          </Empty>
          <Choose />
        </section>
      ) : id === undefined ? (
        <Stranger account={actor.account} />
      ) : (
        <Own id={id} account={actor.account} />
      )}
    </>
  );
}

/** The road in. */
function Stranger({ account }: { readonly account: string }) {
  const { open } = useActs();
  const now = useChainNow();
  const admission = useRead(["admissionOf", account], ({ citizenship }) => citizenship.admissionOf({ account }));
  const request = (then: string) =>
    open(
      intend({
        title: words.request,
        select: ({ citizenship }: NationClient) => citizenship.requestAdmission,
        params: {},
        then,
      }),
    );
  const withdraw = () =>
    open(
      intend({
        title: words.withdraw,
        select: ({ citizenship }: NationClient) => citizenship.withdrawRequest,
        params: undefined,
      }),
    );
  return (
    <section className="card">
      <h2>{words.stranger}</h2>
      <Reading read={admission}>
        {({ requestedAt, invitedUntil }) => {
          const isInvited = invitedUntil !== undefined && now !== undefined && invitedUntil > now;
          if (requestedAt !== undefined && !isInvited) {
            return (
              <>
                <p>{words.pending(date(requestedAt))}</p>
                <div className="row">
                  <button type="button" className="btn" onClick={withdraw}>
                    {words.withdraw}
                  </button>
                </div>
              </>
            );
          }
          return (
            <>
              <p>{isInvited ? words.acceptThen : words.strangerLead}</p>
              <div className="row">
                <button
                  type="button"
                  className="btn main"
                  onClick={() => request(isInvited ? words.acceptThen : words.requestThen)}
                >
                  {words.request}
                </button>
              </div>
            </>
          );
        }}
      </Reading>
    </section>
  );
}

/** So long before the end of a term it can be renewed. */
const EARLY = seconds.days(90);

function Own({ id, account }: { readonly id: CitizenId; readonly account: string }) {
  const { open } = useActs();
  const now = useChainNow();
  const citizen = useRead(["citizen", id], ({ citizenship }) => citizenship.citizen({ citizenId: id }));
  const until = citizen.data?.until;
  const renewable = until === undefined || until >= moment.never ? undefined : until - EARLY;
  const renew = () =>
    open(
      intend({
        title: words.renew,
        select: ({ citizenship }: NationClient) => citizenship.renewOwn,
        params: undefined,
      }),
    );
  const renounce = () =>
    open(
      intend({
        title: words.renounce,
        select: ({ citizenship }: NationClient) => citizenship.renounce,
        params: undefined,
        then: words.renounceThen,
      }),
    );
  return (
    <div className="two">
      <div>
        <section className="card">
          <Reading read={citizen}>{(found) => <Facts citizen={found} />}</Reading>
        </section>
        {renewable !== undefined && now !== undefined && (
          <section className="card">
            <h2>{words.renew}</h2>
            <p className="small soft">{words.renewHint}</p>
            {now < renewable ? (
              <p>{words.renewEarly(date(moment.from(renewable)))}</p>
            ) : (
              <div className="row">
                <button type="button" className="btn main" onClick={renew}>
                  {words.renew}
                </button>
              </div>
            )}
          </section>
        )}
        <Delegation account={account} />
        <section className="card">
          <h2>{words.renounce}</h2>
          <p>{words.renounceLead}</p>
          <div className="row">
            <button type="button" className="btn" onClick={renounce}>
              {words.renounce}
            </button>
          </div>
        </section>
      </div>
      <div>
        <Passport id={id} />
      </div>
    </div>
  );
}

/** Who casts one's vote. */
function Delegation({ account }: { readonly account: string }) {
  const { open } = useActs();
  const [other, setOther] = useState("");
  const [isAsked, setAsked] = useState(false);
  const delegate = useRead(["delegateOf", account], ({ citizenship }) => citizenship.delegateOf({ account }));
  const give = (receiver: string, title: string) =>
    open(intend({ title, select: ({ citizenship }: NationClient) => citizenship.delegate, params: { to: receiver } }));
  return (
    <section className="card">
      <h2>{words.delegate}</h2>
      <Reading read={delegate} lines={1}>
        {(found) =>
          found.toLowerCase() === account.toLowerCase() ? (
            <>
              <p>{words.withYou}</p>
              <Field
                label={words.delegateTo}
                hint={words.delegateHint}
                value={other}
                onChange={setOther}
                fault={isAsked && !isAddress(other.trim()) ? words.noAddress : undefined}
                isCode
              />
              <div className="row">
                <button
                  type="button"
                  className="btn"
                  onClick={() => {
                    setAsked(true);
                    if (isAddress(other.trim())) give(other.trim(), words.delegateTitle);
                  }}
                >
                  {words.delegateTitle}
                </button>
              </div>
            </>
          ) : (
            <>
              <p className="row">
                {words.withOther} <Account account={found} />
              </p>
              <div className="row">
                <button type="button" className="btn" onClick={() => give(account, words.takeBack)}>
                  {words.takeBack}
                </button>
              </div>
            </>
          )
        }
      </Reading>
    </section>
  );
}
