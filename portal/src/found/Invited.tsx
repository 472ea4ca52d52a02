import { moment, type NationError } from "@civitas/sdk";
import { toNationError } from "@civitas/sdk/core";
import { examineRequest, flagIn, signRequest } from "@civitas/sdk/founding";
import type { Provider } from "ethers";
import { useEffect, useState } from "react";
import { Field } from "../parts/forms";
import { Bones, Failure } from "../parts/states";
import { Picture, plain } from "../parts/strangers";
import { date } from "../parts/time";
import { useActors } from "../wallet/actor";
import { Choose } from "../wallet/Choose";
import { Digest } from "./Digest";
import { OpenFile } from "./files";
import { linkTo, packed, readInvitation, type Answer, type Invitation } from "./links";
import { Articles } from "./Preview";
import { Share } from "./Share";
import { useDeed } from "./Signatures";
import { words } from "./words";

/** What a founding citizen sees of a link: for what nation one signs, and nothing else to do. */
export function Invited({
  code,
  reader,
  rpc,
}: {
  readonly code: string;
  readonly reader: Provider;
  readonly rpc: string;
}) {
  const [invitation, setInvitation] = useState<Invitation>();
  const [error, setError] = useState<NationError>();
  const [text, setText] = useState("");
  const open = async (given: string): Promise<void> => {
    setError(undefined);
    setInvitation(undefined);
    try {
      const found = await readInvitation(given);
      // Before anything is shown as sound: that the request is for this very charter.
      await examineRequest(found.request, found.charter);
      setInvitation(found);
    } catch (reason) {
      setError(toNationError(reason));
    }
  };
  useEffect(() => {
    if (code !== "") void open(code);
  }, [code]);
  return (
    <>
      {error !== undefined && (
        <div className="stack">
          <Failure error={error} />
          <p>{words.badInvitation}</p>
        </div>
      )}
      {code !== "" && invitation === undefined && error === undefined && <Bones lines={5} />}
      {invitation !== undefined && <Asked invitation={invitation} reader={reader} rpc={rpc} />}
      {(code === "" || error !== undefined) && (
        <section className="card">
          <h2>{words.openInvitation}</h2>
          <Field label={words.invitationLabel} value={text} onChange={setText} isCode />
          <div className="row">
            <button type="button" className="btn" onClick={() => void open(text)}>
              {words.openIt}
            </button>
          </div>
          <OpenFile label={words.invitationFile} onText={open} />
        </section>
      )}
    </>
  );
}

function Asked({
  invitation: { charter, request },
  reader,
  rpc,
}: {
  readonly invitation: Invitation;
  readonly reader: Provider;
  readonly rpc: string;
}) {
  const { name, motto } = charter.nation;
  const { citizen, founder, chainId, charterHash } = request;
  return (
    <>
      <section className="card">
        <div className="phone-head">
          <Picture svg={flagIn(charter)} alt={words.flagOf(plain(name))} />
          <div>
            <h2 className="people">
              <bdi>{plain(name)}</bdi>
            </h2>
            {motto !== "" && (
              <p className="people">
                <bdi>{plain(motto)}</bdi>
              </p>
            )}
          </div>
        </div>
        <p>{words.askedLead(plain(citizen.name ?? words.you), plain(name))}</p>
        <Digest hash={charterHash} />
      </section>
      <section className="card">
        <h2>{words.itsLaw}</h2>
        {charter.articles.length === 0 ? (
          <p className="soft">{words.noLaw}</p>
        ) : (
          <Articles charter={charter} articles={charter.articles} />
        )}
        <details>
          <summary>{words.wholeCharter}</summary>
          <pre className="chain whole" tabIndex={0} aria-label={words.wholeCharter}>
            {plain(JSON.stringify(charter, null, 2))}
          </pre>
        </details>
      </section>
      <section className="card">
        <h2>{words.whatYouSign}</h2>
        <dl className="kv small">
          {(
            [
              [words.signs, citizen.address],
              [words.founderIs, founder],
              [words.chain, chainId],
              [words.citizenshipAt, request.request.domain.verifyingContract],
            ] as const
          ).map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd className="chain" dir="ltr">
                {value}
              </dd>
            </div>
          ))}
          <div>
            <dt>{words.countsUntil}</dt>
            <dd>{date(moment.from(BigInt(request.request.message.deadline)))}</dd>
          </div>
        </dl>
        <p className="small soft">{words.walletShows}</p>
        <Sign invitation={{ charter, request }} reader={reader} rpc={rpc} />
      </section>
    </>
  );
}

function Sign({
  invitation: { charter, request },
  reader,
  rpc,
}: {
  readonly invitation: Invitation;
  readonly reader: Provider;
  readonly rpc: string;
}) {
  const { actor } = useActors();
  const { error, isBusy, attempt } = useDeed();
  const [answer, setAnswer] = useState<Answer & { readonly link: string }>();
  const [chainId, setChainId] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    // A node that does not answer is told when one signs.
    reader.getNetwork().then(
      (network) => isCurrent && setChainId(String(network.chainId)),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [reader]);
  const sign = (): void =>
    attempt(async () => {
      if (actor === undefined) return;
      const { signature = "" } = await signRequest(request, { charter, signer: actor.signer });
      const given: Answer = { charterHash: request.charterHash, index: request.citizen.index, signature };
      setAnswer({ ...given, link: linkTo(`/found/signed?a=${await packed(given)}`, rpc) });
    });
  if (answer !== undefined) {
    const { link, ...json } = answer;
    return (
      <div className="note good" role="status">
        <h3>{words.youSigned}</h3>
        <p>{words.youSignedLead}</p>
        <Share label={words.answerLabel} link={link} file={{ name: `signature-${json.index + 1}.json`, json }} />
      </div>
    );
  }
  if (chainId !== undefined && chainId !== request.chainId)
    return <p className="note must">{words.otherChain(chainId, request.chainId)}</p>;
  if (actor === undefined) return <Choose />;
  if (actor.account.toLowerCase() !== request.citizen.address.toLowerCase()) {
    return (
      <div className="stack">
        <p className="note must">{words.otherAccount(actor.account)}</p>
        <Choose />
      </div>
    );
  }
  return (
    <div className="stack">
      <div className="row">
        <button type="button" className="btn main" aria-disabled={isBusy} onClick={sign}>
          {words.sign}
        </button>
      </div>
      {isBusy && <p aria-live="polite">{words.signing}</p>}
      <Failure error={error} />
    </div>
  );
}
