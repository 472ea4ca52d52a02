import { NationProvider, useAct, useList, useNext, useOverview } from "@civitas/react";
import { civic, type NationError } from "@civitas/sdk";
import type { ContractRunner } from "ethers";
import { useState, type FormEvent } from "react";

interface AppProps {
  readonly nation: string;
  /** Who reads while no wallet is open. */
  readonly reader: ContractRunner;
  readonly openWallet: () => Promise<ContractRunner>;
}

export function App({ nation, reader, openWallet }: AppProps) {
  const [wallet, setWallet] = useState<ContractRunner>();
  const [refusal, setRefusal] = useState<string>();
  if (nation === "") return <p>Which nation? Add its address to the page's: ?nation=0x…</p>;

  const open = () => {
    openWallet().then(setWallet, (error: unknown) =>
      setRefusal(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <NationProvider nation={nation} runner={wallet ?? reader}>
      <main>
        <Profile />
        {wallet === undefined ? <button onClick={open}>Open a wallet</button> : <Mine />}
        {refusal !== undefined && <p role="alert">{refusal}</p>}
        <Proposals />
      </main>
    </NationProvider>
  );
}

/** What went wrong, and what to do about it. */
function Failure({ error }: { readonly error: NationError | undefined }) {
  if (error === undefined) return null;
  return (
    <p role="alert">
      {error.message} {error.advice}
    </p>
  );
}

function Profile() {
  const { data, error, isLoading } = useOverview();
  if (isLoading) return <p>Reading the nation…</p>;
  return (
    <header>
      <Failure error={error} />
      {data !== undefined && (
        <>
          <h1>{data.profile.name}</h1>
          <p>{data.profile.motto}</p>
          <p>{String(data.citizenship?.count ?? 0)} citizens</p>
        </>
      )}
    </header>
  );
}

/** What the person whose wallet is open can do next, and a payment as an example of an act. */
function Mine() {
  const { data, error } = useNext();
  return (
    <section>
      <h2>Yours</h2>
      <Failure error={error} />
      <ul>
        {data?.steps.map(({ text }) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <Pay />
    </section>
  );
}

function Pay() {
  const pay = useAct((nation) => nation.coin.transfer);
  const [to, setTo] = useState("");
  const [amount, setAmount] = useState("1");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void pay.send({ to, amount: civic.parse(amount) });
  };
  return (
    <form onSubmit={submit}>
      <label>
        To <input value={to} onChange={({ target }) => setTo(target.value)} required />
      </label>
      <label>
        Coin <input value={amount} onChange={({ target }) => setAmount(target.value)} inputMode="decimal" required />
      </label>
      <button disabled={pay.isBusy}>Pay</button>
      {pay.status === "sent" && <p>Sent as {pay.hash}: it waits to be included.</p>}
      {pay.result !== undefined && <p>Paid: {civic.format(pay.result.received)} coin arrived.</p>}
      <Failure error={pay.error} />
    </form>
  );
}

function Proposals() {
  const { items, hasMore, more, isLoading, error } = useList("governor.list", { limit: 10 });
  return (
    <section>
      <h2>Proposals</h2>
      <Failure error={error} />
      {isLoading ? <p>Reading…</p> : items.length === 0 && <p>Nothing was proposed yet.</p>}
      <ol>
        {items.map(({ id, description, state }) => (
          <li key={String(id)}>
            {description.split("\n", 1)[0]}: {state}
          </li>
        ))}
      </ol>
      {hasMore && <button onClick={more}>More</button>}
    </section>
  );
}
