import { bps, civic } from "@civitas/sdk";
import type { Houses as AllHouses } from "@civitas/sdk/governor";
import { Icon } from "../../parts/Icon";
import { useSymbol } from "../../parts/money";
import { houseSentence } from "./sentences";
import { words } from "./words";

/** One mark a citizen up to so many, and a bar beyond. */
const MOST_MARKS = 60;

interface HousesProps {
  readonly houses: AllHouses;
  readonly isOver: boolean;
}

/** Both houses, live: people are counted as people, stake as a length. */
export function Houses({ houses: { citizens, stake }, isOver }: HousesProps) {
  const symbol = useSymbol();
  const took = citizens.for + citizens.against + citizens.abstain;
  const at = (part: bigint, whole: bigint) =>
    `${whole === 0n ? 0 : Math.min(100, Number((part * 1_000n) / whole) / 10)}%`;
  const quorumAt = Number.parseFloat(at(citizens.quorum, citizens.electorate));
  return (
    <section className="card">
      <h2>{words.houses}</h2>
      <div className="house">
        <header>
          <h3>{words.citizens}</h3>
          {citizens.electorate > 0n && (
            <span className="small soft num">{words.tookPart(String(took), String(citizens.electorate))}</span>
          )}
        </header>
        {citizens.electorate > 0n && (
          <div aria-hidden="true">
            <Marks {...citizens} />
            <div className="mark-row">
              <span className={quorumAt > 55 ? "end" : ""} style={{ ["--at" as string]: `${quorumAt}%` }}>
                {words.forNeeded(String(citizens.quorum))}
              </span>
            </div>
          </div>
        )}
        <div className="key num">
          <span>
            <i className="k-for" />
            {words.for} {String(citizens.for)}
          </span>
          <span>
            <i className="k-against" />
            {words.against} {String(citizens.against)}
          </span>
          <span>
            <i className="k-abstain" />
            {words.abstain} {String(citizens.abstain)}
          </span>
        </div>
        <Verdict isGood={citizens.carried}>{houseSentence(citizens, isOver)}</Verdict>
      </div>
      <hr className="rule" />
      <div className="house">
        <header>
          <h3>{words.stake}</h3>
        </header>
        {!stake.hasSay ? (
          <p className="small">{words.noSay}</p>
        ) : (
          <>
            {stake.electorate > 0n && (
              <div aria-hidden="true">
                <div className="bar">
                  <i className="k-for" style={{ width: at(stake.for, stake.electorate) }} />
                  <i className="k-against" style={{ width: at(stake.against, stake.electorate) }} />
                </div>
              </div>
            )}
            <p className="small num">
              {words.stakeCast(`${civic.format(stake.for)} ${symbol}`, `${civic.format(stake.against)} ${symbol}`)}
            </p>
            <p className="small soft">
              {words.objectionTakes(bps.format(stake.objection), Number(stake.objectorsNeeded))}
            </p>
            <Verdict isGood={!stake.objects}>
              {stake.objects ? (isOver ? words.objected : words.objects) : words.silent}
            </Verdict>
          </>
        )}
      </div>
    </section>
  );
}

const Verdict = ({ isGood, children }: { readonly isGood: boolean; readonly children: string }) => (
  <p className={isGood ? "verdict yes" : "verdict no"}>
    <Icon name={isGood ? "check" : "warning"} />
    <span>{children}</span>
  </p>
);

function Marks({ for: yes, against, abstain, electorate }: AllHouses["citizens"]) {
  const kinds = [
    ["k-for", yes],
    ["k-against", against],
    ["k-abstain", abstain],
  ] as const;
  if (electorate > MOST_MARKS) {
    return (
      <div className="bar">
        {kinds.map(([kind, count]) => (
          <i key={kind} className={kind} style={{ width: `${Number((count * 1_000n) / electorate) / 10}%` }} />
        ))}
      </div>
    );
  }
  const marks = kinds.flatMap(([kind, count]) => Array.from({ length: Number(count) }, () => kind as string));
  while (marks.length < electorate) marks.push("");
  return (
    <div className="pips">
      {marks.map((kind, index) => (
        <i key={index} className={kind} />
      ))}
    </div>
  );
}
