import { toBeHex } from "ethers";
import { Justice, type BenchCase } from "../justice";
import type { Figure } from "../record";
import { inMapping, Storage } from "../storage";
import type { World } from "../world";

/** How many positions the jury roll has when {@link measureDraws} draws from it. */
export const ROLLS = [20, 1_000, 1_000_000] as const;

const JURORS = 20;
const COUNT_BITS = 32n;

/** A roll of so many positions, and of as many jurors who may be drawn. */
const numbersOf = (positions: number): bigint => BigInt(positions) | (BigInt(positions) << COUNT_BITS);

/** The roll's storage, read and written in its own layout. */
class RollStorage {
  private constructor(
    private readonly justice: Justice,
    private readonly storage: Storage,
    private readonly jurors: number,
    private readonly numbers: number,
    /** The word of a new juror, without the citizen's id. */
    private readonly pattern: bigint,
  ) {}

  static async of(justice: Justice): Promise<RollStorage> {
    const storage = new Storage(justice.roll.target as string);
    const jurors = await storage.findBase(
      async (base) => (await storage.load(inMapping(toBeHex(1, 32), base))) % (1n << COUNT_BITS) === 1n,
    );
    const numbers = await storage.findBase(
      async (base) => (await storage.load(toBeHex(base, 32))) === numbersOf(JURORS),
    );
    const pattern = (await storage.load(inMapping(toBeHex(1, 32), jurors))) - 1n;
    return new RollStorage(justice, storage, jurors, numbers, pattern);
  }

  /** Sets the number of positions and of jurors who may be drawn. */
  async resize(positions: number): Promise<void> {
    await this.storage.store(toBeHex(this.numbers, 32), numbersOf(positions));
    const size = await this.justice.roll.size();
    if (size.positions !== BigInt(positions) || size.jurors !== BigInt(positions)) {
      throw new Error("What was written does not read as a roll's size.");
    }
  }

  /** Writes jurors at the positions that a draw looks at. No other position is read. */
  async seat(positions: readonly bigint[], firstCitizenId: number): Promise<void> {
    for (const [index, position] of positions.entries()) {
      const word = this.pattern + BigInt(firstCitizenId + index);
      await this.storage.store(inMapping(toBeHex(position, 32), this.jurors), word);
    }
  }
}

/** The cost of drawing a panel of three, of five, and of eleven on appeal, from rolls of all sizes: whole transactions. */
export async function measureDraws(world: World): Promise<Record<string, Figure[]>> {
  const { chain } = world;
  const figures: Record<"three" | "five" | "eleven", Figure[]> = { three: [], five: [], eleven: [] };
  for (const count of ROLLS) {
    await chain.aside(async () => {
      const justice = await Justice.found(world, JURORS);
      const storage = await RollStorage.of(justice);
      // The pool of a case is what the roll is when it opens.
      await storage.resize(count);
      const drawn = async (dispute: BenchCase, firstCitizenId: number): Promise<Figure> => {
        await dispute.freeze();
        const positions = await dispute.seed();
        if (count !== JURORS) await storage.seat(positions, firstCitizenId);
        const { gas, newSlots } = await chain.measure(dispute.draw);
        return { gas, newSlots };
      };
      figures.five.push(await drawn(await justice.openFive(), 21));
      const dispute = await justice.open();
      figures.three.push(await drawn(dispute, 1));
      await dispute.vote(1);
      await chain.send(dispute.advance);
      figures.eleven.push(await drawn(await dispute.appeal(), 4));
    });
  }
  return figures;
}
