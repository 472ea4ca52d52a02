import { time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  admitAll,
  admitFounders,
  aRegister,
  type Citizenry,
  DAY,
  ENDLESS,
  GROUNDS,
  midnight,
  moveTo,
  nextAt,
  now,
  Provision,
} from "../../fixtures/citizenship";

/** What happened to a citizen, moment by moment: the whole history, from which every answer is worked out naively. */
interface Person {
  /** From when on the citizen may vote. */
  readonly wakesAt: bigint;
  /** Whether the total leaves the citizen out, from when on. */
  readonly leftOut: { at: bigint; out: boolean }[];
  /** From when on, until when (0 once gone). */
  readonly standings: { at: bigint; until: bigint }[];
  readonly delegations: { at: bigint; to: number }[];
  until: bigint;
  suspended: boolean;
  gone: boolean;
  goneAt: bigint;
  /** Since when, if a ruling ended the citizenship. */
  revokedAt: bigint | undefined;
  kept: boolean;
  /** From when on the vote can be woken, of who was moved and sleeps. */
  sleepsUntil: bigint | undefined;
  marked: boolean;
}

const lastAt = <T extends { at: bigint }>(entries: readonly T[], moment: bigint): T | undefined =>
  entries.filter(({ at }) => at <= moment).at(-1);

/** Whether the vote sleeps for another reason than the first waiting period. */
const isAsleep = ({ kept, sleepsUntil }: Person): boolean => kept || sleepsUntil !== undefined;

class Model {
  readonly people: Person[] = [];
  /** Of those who renewed or were named, the three whose terms end last. */
  readonly known = [1, 2, 3];
  openGraceUntil = 0n;

  person(id: number): Person {
    const person = this.people[id - 1];
    if (person === undefined) throw new RangeError(`There is no citizen ${id}.`);
    return person;
  }

  active(id: number, moment: bigint): boolean {
    const { wakesAt, standings } = this.person(id);
    return wakesAt <= moment && moment < (lastAt(standings, moment)?.until ?? 0n);
  }

  delegate(id: number, moment: bigint): number {
    const to = lastAt(this.person(id).delegations, moment)?.to ?? id;
    return to !== id && this.active(to, moment) ? to : id;
  }

  /** Asks everybody whom their vote counts with. */
  votes(id: number, moment: bigint): number {
    if (!this.active(id, moment)) return 0;
    return this.ids.filter((other) => this.active(other, moment) && this.delegate(other, moment) === id).length;
  }

  total(moment: bigint): number {
    const counts = ({ wakesAt, leftOut }: Person) => wakesAt <= moment && lastAt(leftOut, moment)?.out !== true;
    return this.people.filter(counts).length;
  }

  isKnownToVote(id: number, at: bigint): boolean {
    return id <= this.people.length && this.active(id, at);
  }

  /** Whoever leaves is known for 90 days more. */
  isKnownWell(id: number, at: bigint): boolean {
    if (id > this.people.length) return false;
    const { until, gone, goneAt } = this.person(id);
    return at < until && (!gone || at < goneAt + 90n * DAY);
  }

  knowsThree(at: bigint): boolean {
    return this.known.every((id) => this.isKnownWell(id, at));
  }

  note(id: number, at: bigint): void {
    if (this.known.includes(id)) return;
    const ends = this.known.map((one) => (this.isKnownToVote(one, at) ? this.person(one).until : 0n));
    const least = ends.reduce((first, end) => (end < first ? end : first), this.person(id).until);
    const place = least < this.person(id).until ? ends.indexOf(least) : -1;
    if (place >= 0) this.known[place] = id;
  }

  get ids(): number[] {
    return this.people.map((_, index) => index + 1);
  }

  recount(at: bigint): void {
    for (const person of this.people)
      person.leftOut.push({ at, out: person.gone || isAsleep(person) || person.marked });
  }
}

/** The same numbers on every run. */
function dice(seed: number) {
  let state = seed;
  return (sides: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const acts = [
  "delegate",
  "delegate",
  "delegate",
  "undelegate",
  "suspend",
  "reinstate",
  "renew",
  "renewForEver",
  "wait",
  "waitToMidnight",
  "mark",
  "move",
  "revoke",
  "renounce",
  "restore",
  "restore",
  "restore",
  "keep",
  "keep",
  "release",
  "wake",
  "admit",
] as const;

const newPerson = (at: bigint, wakesAt: bigint, until: bigint): Person => ({
  wakesAt,
  leftOut: [],
  standings: [{ at, until }],
  delegations: [],
  until,
  suspended: false,
  gone: false,
  goneAt: 0n,
  revokedAt: undefined,
  kept: false,
  sleepsUntil: undefined,
  marked: false,
});

/** Lets citizens act at random, checks all answers after each act, and tells how many acts there were. */
async function live(world: Citizenry, seed: number, steps: number): Promise<number> {
  const { citizenship, registrar, justice, people } = world;
  const reader = await (await ethers.getContractFactory("VotesReader")).deploy(citizenship);
  const roll = dice(seed);
  const model = new Model();
  const remembered: bigint[] = [];
  const spare = [...people];
  const holders: (typeof people)[number][] = [];
  const terms = [2n, 3n, 5n, 0n];
  const waits = [0n, 1n, 2n, 4n];
  // Whoever comes in later than a founding citizen sleeps.
  if ((await citizenship.FOUNDERS()) === 1n) {
    const founder = spare.shift()!;
    await admitFounders(world, [founder]);
    await citizenship.connect(world.government).allowAdmissions(100);
    holders.push(founder);
    const since = (await citizenship.citizen(1)).since;
    model.people.push(newPerson(since, since, ENDLESS));
  }

  const admit = async (count: number) => {
    const newcomers = spare.splice(0, count);
    const term = terms[roll(terms.length)] ?? 0n;
    const wait = (await citizenship.FOUNDERS()) === 0n ? 0n : (waits[roll(waits.length)] ?? 0n);
    await citizenship.connect(world.government).setProvision(Provision.term, term);
    await citizenship.connect(world.government).setProvision(Provision.waitingPeriod, wait);
    await admitAll(world, newcomers);
    const at = await now();
    for (const newcomer of newcomers) {
      const earlier = model.people.reduce((latest, { wakesAt }) => (wakesAt > latest ? wakesAt : latest), 0n);
      const gap = (earlier - midnight(at)) / DAY;
      const asleep = earlier <= at ? wait : [wait, gap, 1n].reduce((most, one) => (one > most ? one : most));
      const until = term === 0n ? ENDLESS : midnight(at) + (term > asleep ? term : asleep) * DAY;
      holders.push(newcomer);
      model.people.push(newPerson(at, asleep === 0n ? at : midnight(at) + asleep * DAY, until));
    }
    await citizenship.connect(world.government).setProvision(Provision.term, 0);
  };
  await admit(4);
  await admit(3);

  let done = 0;
  for (let step = 0; step < steps; step++) {
    const act = acts[roll(acts.length)];
    const id = 1 + roll(model.people.length);
    const other = 1 + roll(model.people.length);
    const person = model.person(id);
    const holder = holders[id - 1];
    const present = (await now()) + 1n + BigInt(roll(3));
    const held = !person.gone;
    const stand = (at: bigint) =>
      person.standings.push({ at, until: person.gone || isAsleep(person) ? 0n : person.until });

    if (
      act === "delegate" &&
      held &&
      model.active(other, present) &&
      (other === id || (person.wakesAt <= present && !isAsleep(person)))
    ) {
      await nextAt(present);
      await citizenship.connect(holder).delegate(holders[other - 1]);
      person.delegations.push({ at: present, to: other });
    } else if (act === "undelegate" && held) {
      await nextAt(present);
      await citizenship.connect(holder).delegate(holder);
      person.delegations.push({ at: present, to: id });
    } else if (act === "suspend" && held && !person.suspended) {
      await nextAt(present);
      await citizenship.connect(justice).suspend(id, present + DAY, GROUNDS);
      person.suspended = true;
    } else if (act === "reinstate" && held && person.suspended) {
      await nextAt(present);
      await citizenship.connect(justice).reinstate(id);
      person.suspended = false;
    } else if ((act === "renew" || act === "renewForEver") && held && person.until !== ENDLESS) {
      const base = person.until > present ? person.until : present;
      const until = act === "renew" ? midnight(base + 1n + BigInt(roll(3)) * DAY) : ENDLESS;
      await nextAt(present);
      await citizenship.connect(registrar).renew(id, until);
      if (person.until <= present && !model.knowsThree(present)) model.openGraceUntil = present + 90n * DAY;
      person.until = until;
      person.marked = false;
      stand(present);
      if (model.active(id, present)) model.note(id, present);
      model.recount(present);
    } else if (act === "wait") {
      await time.increaseTo(present + BigInt(roll(60_000)));
      done--;
    } else if (act === "waitToMidnight") {
      await time.increaseTo(midnight(present) + BigInt(roll(2)) - 1n);
      done--;
    } else if (act === "mark") {
      await nextAt(present);
      await citizenship.markLapsed(model.ids);
      for (const one of model.ids) {
        const candidate = model.person(one);
        if (model.active(one, present)) model.note(one, present);
        else if (candidate.gone || isAsleep(candidate) || candidate.until > present) continue;
        else if (model.knowsThree(present) && present >= model.openGraceUntil) candidate.marked = true;
      }
      model.recount(present);
    } else if (act === "move" && held && spare.length > 2) {
      // Nothing moves to an account at which a citizenship ended.
      const heir = spare.filter((account) => !holders.includes(account)).at(-1);
      if (heir === undefined) continue;
      spare.splice(spare.indexOf(heir), 1);
      await moveTo(world, id, heir);
      // What ended at the account follows the person.
      for (const [index, account] of holders.entries()) if (account === holder) holders[index] = heir;
      if (holder !== undefined) spare.unshift(holder);
      const at = await now();
      person.sleepsUntil = (await citizenship.citizen(id)).wakesAt;
      stand(at);
      model.recount(at);
    } else if ((act === "revoke" || act === "renounce") && held && roll(3) === 0) {
      await nextAt(present);
      if (act === "revoke") await citizenship.connect(justice).revoke(id, GROUNDS);
      else await citizenship.connect(holder).renounce();
      person.gone = true;
      person.goneAt = present;
      if (act === "revoke") person.revokedAt = present;
      stand(present);
      model.recount(present);
      if (holder !== undefined) spare.push(holder);
    } else if (act === "restore") {
      const revoked = model.ids.find((one) => model.person(one).revokedAt !== undefined);
      const heir = revoked === undefined ? -1 : spare.indexOf(holders[revoked - 1]);
      if (revoked === undefined || heir < 0) continue;
      await nextAt(present);
      await citizenship.connect(justice).restore(revoked, GROUNDS);
      spare.splice(heir, 1);
      const back = model.person(revoked);
      const endedAt = back.goneAt;
      if (back.until <= present) back.until += midnight(present - endedAt);
      Object.assign(back, {
        gone: false,
        goneAt: 0n,
        kept: false,
        marked: false,
        suspended: (await citizenship.citizen(revoked)).standing === 2n,
        revokedAt: undefined,
      });
      back.standings.push({ at: present, until: isAsleep(back) ? 0n : back.until });
      model.recount(present);
    } else if (act === "keep" && held && !person.kept && present < person.wakesAt) {
      await nextAt(present);
      await citizenship.connect(justice).keepAsleep(id, true);
      person.kept = true;
      stand(present);
      model.recount(present);
    } else if (act === "release" && model.people.some(({ gone, kept }) => kept && !gone)) {
      const released = model.ids.find((one) => model.person(one).kept && !model.person(one).gone)!;
      await nextAt(present);
      await citizenship.connect(justice).keepAsleep(released, false);
      const awake = model.person(released);
      awake.kept = false;
      awake.standings.push({ at: present, until: isAsleep(awake) ? 0n : awake.until });
      model.recount(present);
    } else if (act === "wake") {
      const woken = model.ids.find((one) => {
        const { sleepsUntil, gone } = model.person(one);
        return !gone && sleepsUntil !== undefined && sleepsUntil <= present;
      });
      if (woken === undefined) continue;
      await nextAt(present);
      await citizenship.wake(woken);
      const awake = model.person(woken);
      awake.sleepsUntil = undefined;
      awake.standings.push({ at: present, until: isAsleep(awake) ? 0n : awake.until });
      if (model.active(woken, present)) model.note(woken, present);
      model.recount(present);
    } else if (act === "admit" && spare.length > 3 && roll(2) === 0) {
      await admit(1);
    } else {
      continue;
    }
    done++;

    const moment = await now();
    remembered.push(moment - 1n, moment - BigInt(roll(100_000)));
    const past = [moment - 1n, ...Array.from({ length: 2 }, () => remembered[roll(remembered.length)] ?? 0n)];

    const { ids } = model;
    const asked = `at step ${step} (${act})`;
    const answers = await reader.present();
    expect(answers.votes, `votes now, ${asked}`).to.deep.equal(ids.map((one) => BigInt(model.votes(one, moment))));
    expect(answers.active, `active now, ${asked}`).to.deep.equal(
      ids.map((one) => model.active(one, moment) && !model.person(one).suspended),
    );
    expect(answers.total, `total now, ${asked}`).to.equal(model.total(moment));
    for (const then of past) {
      const { votes, delegateIds, total } = await reader.past(then);
      const message = `at ${then}, ${asked}`;
      expect(votes, `votes ${message}`).to.deep.equal(ids.map((one) => BigInt(model.votes(one, then))));
      expect(delegateIds, `delegates ${message}`).to.deep.equal(ids.map((one) => BigInt(model.delegate(one, then))));
      expect(total, `total ${message}`).to.equal(model.total(then));
      expect(total >= votes.reduce((sum, one) => sum + one, 0n)).to.equal(true);
    }
  }
  return done;
}

describe("CitizenVotes, against a naive model", () => {
  for (const seed of [1, 2, 3, 4]) {
    // Checks SOUL-2, SOUL-3 and SOUL-4.
    it(`gives everybody the votes that asking everybody gives, now and then, in a random life (${seed})`, async () => {
      expect(await live(await aRegister(), seed, 120)).to.be.greaterThan(30);
    });

    // Checks ELECT-1: no citizenship has a vote before its waiting period is over.
    it(`gives nobody a vote that sleeps, now and then, in a random life (${seed})`, async () => {
      expect(await live(await aRegister({ founders: 1n }), seed, 120)).to.be.greaterThan(30);
    });
  }
});
