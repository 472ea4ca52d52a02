/**
 * The smallest faction that can end an innocent citizenship, by the rules of endings. Exact, and the same each time: nothing is drawn.
 *
 * The faction is on the roll as a whole, always votes, and always for the end. It has somebody who is no citizen bring the case. Honest
 * jurors vote with 85 %, and nine of ten who vote see innocence. In the plenary everybody else who votes acquits.
 */

const SHOWS_UP = 0.85;
const SEES_INNOCENCE = 0.9;
const FINDS_GUILTY = SHOWS_UP * (1 - SEES_INNOCENCE);

/** Two panels: how many seats, and how many have to be for the end. */
const FIRST = { seats: 5, needed: 4 };
const SECOND = { seats: 11, needed: 8 };

/** In the plenary, as the constitution's: of the citizens, and of the ballots, in basis points. */
const QUORUM = 4_000;
const MAJORITY = 6_666;
const LEAST_HEADS = 3;

/** In heads, but for the shares. */
export interface Nation {
  readonly citizens: number;
  /** The share of the honest who are on the roll. */
  readonly roll: number;
  /** The share of the others who vote in the plenary, all of them for innocence. */
  readonly turnout: number;
}

const logFactorials: number[] = [0];

function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; ++next) logFactorials.push(logFactorials[next - 1] + Math.log(next));
  return logFactorials[n];
}

/** How many ways there are to choose some of so many, as a logarithm. */
const logChoose = (n: number, k: number): number =>
  k < 0 || k > n ? -Infinity : logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** The probability that of so many seats, drawn from a roll, so many are the faction's. */
const drawn = (roll: number, faction: number, seats: number, own: number): number =>
  Math.exp(logChoose(faction, own) + logChoose(roll - faction, seats - own) - logChoose(roll, seats));

/** The probability that a panel with so many of the faction finds for the end. */
function finds({ seats, needed }: typeof FIRST, own: number): number {
  let probability = 0;
  const honest = seats - own;
  for (let erring = Math.max(0, needed - own); erring <= honest; ++erring) {
    const ways = Math.exp(logChoose(honest, erring));
    probability += ways * FINDS_GUILTY ** erring * (1 - FINDS_GUILTY) ** (honest - erring);
  }
  return probability;
}

/** Whether a plenary ends a citizenship: enough of the citizens for it, and enough of the ballots. */
export function plenaryEnds(citizens: number, guilty: number, ballots: number): boolean {
  const least = Math.min(LEAST_HEADS, Math.floor(citizens / 2) + 1);
  return guilty >= least && guilty * 10_000 >= citizens * QUORUM && guilty * 10_000 > ballots * MAJORITY;
}

/** How many of the others vote in the plenary. */
export const othersWho = ({ citizens, turnout }: Nation, faction: number): number =>
  Math.round((citizens - faction) * turnout);

/** Whether a panel ends a citizenship, by its votes for that. */
export const panelEnds = (seats: number, guilty: number): boolean =>
  guilty >= (seats === FIRST.seats ? FIRST : SECOND).needed;

/** The probability that two panels end a citizenship that nobody defends; 0 where the roll has no two panels, so that the plenary decides. */
export function panelsEnd({ citizens, roll }: Nation, faction: number): number {
  const jurors = faction + Math.round((citizens - 1 - faction) * roll);
  if (jurors < FIRST.seats + SECOND.seats) return 0;
  let probability = 0;
  for (let first = 0; first <= FIRST.seats; ++first) {
    const reached = drawn(jurors, faction, FIRST.seats, first) * finds(FIRST, first);
    if (reached === 0) continue;
    let confirmed = 0;
    for (let second = 0; second <= SECOND.seats; ++second) {
      confirmed += drawn(jurors - FIRST.seats, faction - first, SECOND.seats, second) * finds(SECOND, second);
    }
    probability += reached * confirmed;
  }
  return probability;
}

const carriesPlenary = (nation: Nation, faction: number): boolean =>
  plenaryEnds(nation.citizens, faction, faction + othersWho(nation, faction));

function smallest(citizens: number, suffices: (faction: number) => boolean): number {
  let faction = 1;
  while (faction < citizens && !suffices(faction)) ++faction;
  return faction;
}

/** Where the accused appeals, or anybody has the case reopened: the plenary decides. */
export const againstAnAppeal = (nation: Nation): number =>
  smallest(nation.citizens, (faction) => carriesPlenary(nation, faction));

/** Where nobody does: the panels with a probability of one half, or the plenary, to which the faction can appeal. */
export const againstSilence = (nation: Nation): number =>
  smallest(nation.citizens, (faction) => carriesPlenary(nation, faction) || panelsEnd(nation, faction) >= 0.5);
