import type { NationError } from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import {
  FactoryMissingError,
  isRequestSigned,
  prepareRequests,
  signRequest,
  type Charter,
  type FoundingRequest,
} from "@civitas/sdk/founding";
import { formatEther, type Provider } from "ethers";
import { useEffect, useState } from "react";
import { Field } from "../parts/forms";
import { Failure } from "../parts/states";
import { plain } from "../parts/strangers";
import { to } from "../router";
import { isLocalNode } from "../settings";
import { useActors } from "../wallet/actor";
import { Choose } from "../wallet/Choose";
import { CostCard, useCost } from "./Cost";
import { Digest } from "./Digest";
import { factoryCost, putFactory } from "./factory";
import { OpenFile } from "./files";
import { answered, lean, linkTo, LONG_LINK, packed, readAnswer } from "./links";
import { Share } from "./Share";
import { useFounding } from "./state";
import type { Plan } from "./store";
import { words } from "./words";

interface ReaderProps {
  readonly reader: Provider;
  readonly rpc: string;
}

/** The charter is settled, and its citizens sign. */
export function Signatures(props: ReaderProps) {
  const { plan, checked } = useFounding();
  if (plan !== undefined) return <Collected plan={plan} {...props} />;
  if (checked.charter !== undefined) return <Settle charter={checked.charter} {...props} />;
  return (
    <section className="card">
      <h2>{words.steps.signatures}</h2>
      <p>{words.notSound}</p>
    </section>
  );
}

/** An act that may fail, one at a time. */
export function useDeed() {
  const [error, setError] = useState<NationError>();
  const [isBusy, setBusy] = useState(false);
  const attempt = (deed: () => Promise<void>): void => {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    deed()
      .catch((reason: unknown) => setError(toNationError(reason)))
      .finally(() => setBusy(false));
  };
  return { error, isBusy, attempt };
}

function Settle({ charter, reader }: ReaderProps & { readonly charter: Charter }) {
  const { settle } = useFounding();
  const { actor } = useActors();
  const { error, isBusy, attempt } = useDeed();
  const cost = useCost(charter, charter.citizens.length, reader);
  const prepare = async (founder: string): Promise<void> => {
    const requests = await prepareRequests(charter, reader, { founder, nodeTimeoutMs: 20_000 });
    settle({ charter, requests });
  };
  return (
    <>
      <CostCard cost={cost} />
      <section className="card">
        <h2>{words.settle}</h2>
        <p>{words.settleLead}</p>
        {actor === undefined ? (
          <>
            <p>{words.whoFounds}</p>
            <Choose />
          </>
        ) : (
          <>
            <p>
              {words.founderIs}{" "}
              <span className="chain long" dir="ltr">
                {actor.account}
              </span>
            </p>
            <div className="row">
              <button
                type="button"
                className="btn main"
                aria-disabled={isBusy}
                onClick={() => attempt(() => prepare(actor.account))}
              >
                {words.makeInvitations}
              </button>
            </div>
          </>
        )}
        <Failure error={error} />
        {error instanceof FactoryMissingError && actor !== undefined && (
          <div className="stack">
            <p className="small soft">{words.factoryLead(formatEther(factoryCost()))}</p>
            <div className="row">
              <button
                type="button"
                className="btn"
                aria-disabled={isBusy}
                onClick={() =>
                  attempt(async () => {
                    await putFactory(actor.signer, reader);
                    await prepare(actor.account);
                  })
                }
              >
                {words.putFactory}
              </button>
            </div>
          </div>
        )}
      </section>
    </>
  );
}

function Collected({ plan, reader, rpc }: ReaderProps & { readonly plan: Plan }) {
  const { settle, record } = useFounding();
  const { charter, requests } = plan;
  const signed = requests.filter(({ signature }) => signature !== undefined).length;
  const isBegun = (record?.transactions.length ?? 0) > 0;
  return (
    <>
      <section className="card">
        <div className="row apart">
          <h2>{words.steps.signatures}</h2>
          <span className={signed === requests.length ? "tag good" : "tag must"}>
            {words.signedOf(signed, requests.length)}
          </span>
        </div>
        <p className="small soft">{words.signaturesLead}</p>
        <Digest hash={requests[0].charterHash} />
        {isLocalNode(rpc) && <p className="note must small">{words.localNode}</p>}
        <ul className="signers">
          {requests.map((request) => (
            <Signer key={request.citizen.index} request={request} charter={charter} rpc={rpc} reader={reader} />
          ))}
        </ul>
      </section>
      <TakeAnswer reader={reader} />
      <section className="card">
        <h2>{words.next}</h2>
        <p>{words.nextLead}</p>
        <div className="row">
          <a className="btn main" href={to("/found/progress")}>
            {words.toProgress}
          </a>
          {!isBegun && (
            <button type="button" className="btn quiet" onClick={() => settle(undefined)}>
              {words.reopen}
            </button>
          )}
        </div>
        {!isBegun && <p className="small soft">{words.reopenLead}</p>}
      </section>
    </>
  );
}

function Signer({
  request,
  charter,
  rpc,
  reader,
}: {
  readonly request: FoundingRequest;
  readonly charter: Charter;
  readonly rpc: string;
  readonly reader: Provider;
}) {
  const { putSigned } = useFounding();
  const { actor } = useActors();
  const { error, isBusy, attempt } = useDeed();
  const [link, setLink] = useState("");
  const { index, name, address } = request.citizen;
  const called = plain(name ?? address);
  const isSigned = request.signature !== undefined;
  useEffect(() => {
    if (isSigned) return undefined;
    let isCurrent = true;
    void packed(lean({ charter, request })).then((code) => isCurrent && setLink(linkTo(`/found/sign?i=${code}`, rpc)));
    return () => {
      isCurrent = false;
    };
  }, [charter, request, rpc, isSigned]);
  const sign = (): void =>
    attempt(async () => {
      if (actor === undefined) return;
      const signed = await signRequest(request, { charter, signer: actor.signer });
      if (await isRequestSigned(signed, reader, { nodeTimeoutMs: 20_000 })) putSigned(signed);
    });
  return (
    <li>
      <span className="who">
        <span className="mark" aria-hidden="true">
          {called.slice(0, 1)}
        </span>
        <bdi>{called}</bdi>
      </span>
      <span className={isSigned ? "tag good" : "tag must"}>{isSigned ? words.signed : words.unsigned}</span>
      {!isSigned && (
        <div className="stack invitation">
          {actor?.account.toLowerCase() === address.toLowerCase() && (
            <div className="row">
              <button type="button" className="btn" aria-disabled={isBusy} onClick={sign}>
                {words.signHere(called)}
              </button>
            </div>
          )}
          {link !== "" && (
            <Share
              label={words.linkFor(called)}
              link={link}
              file={{ name: `invitation-${index + 1}.json`, json: { charter, request } }}
            />
          )}
          {link.length > LONG_LINK && <p className="small soft">{words.longLink}</p>}
          <Failure error={error} />
        </div>
      )}
    </li>
  );
}

/** Takes what a founding citizen gave back. */
function TakeAnswer({ reader }: { readonly reader: Provider }) {
  const { plan, putSigned } = useFounding();
  const { error, isBusy, attempt } = useDeed();
  const [text, setText] = useState("");
  const [taken, setTaken] = useState("");
  const take = async (given: string): Promise<void> => {
    setTaken("");
    const signed = answered(plan?.requests ?? [], await readAnswer(given));
    const called = plain(signed.citizen.name ?? signed.citizen.address);
    const holds = await isRequestSigned(signed, reader, { nodeTimeoutMs: 20_000 });
    if (holds) putSigned(signed);
    setTaken(holds ? words.taken(called) : words.notVouched(called));
    setText("");
  };
  return (
    <section className="card">
      <h2>{words.takeTitle}</h2>
      <Field label={words.takeLabel} hint={words.takeHint} value={text} onChange={setText} isCode />
      <div className="row">
        <button type="button" className="btn" aria-disabled={isBusy} onClick={() => attempt(() => take(text))}>
          {words.take}
        </button>
      </div>
      <OpenFile label={words.takeFile} onText={(found) => take(found)} />
      <p aria-live="polite">{taken}</p>
      <Failure error={error} />
    </section>
  );
}
