import { toBeHex } from "ethers";
import { Justice, type BenchCase } from "../justice";
import type { Figure } from "../record";
import { inMapping, Storage } from "../storage";
import type { World } from "../world";

/** How many positions the jury roll has when {@link measureDraws} draws from it. */
export const ROLLS = [10, 1_000, 1_000_000] as const;

const JURORS = 10;
const COUNT_BITS = 32n;

/** A roll of so many positions and jurors that is full, and has no holes. */
const numbersOf = (count: number): bigint => BigInt(count) | (BigInt(count) << COUNT_BITS);

/** The roll's own storage, read and written as it would. */
class RollStorage {
  private constructor(
    private readonly justice: Justice,
    private readonly storage: Storage,
    private readonly jurors: number,
    private readonly numbers: number,
  ) {}

  static async of(justice: Justice): Promise<RollStorage> {
    const storage = new Storage(justice.roll.target as string);
    const jurors = await storage.findBase(
      async (base) => (await storage.load(inMapping(toBeHex(1, 32), base))) % (1n << COUNT_BITS) === 1n,
    );
    const numbers = await storage.findBase(
      async (base) => (await storage.load(toBeHex(base, 32))) === numbersOf(JURORS),
    );
    return new RollStorage(justice, storage, jurors, numbers);
  }

  /** Lets the roll have so many positions, as that many enrolments would have. */
  async grow(count: number): Promise<void> {
    await this.storage.store(toBeHex(this.numbers, 32), numbersOf(count));
    const size = await this.justice.roll.size();
    if (size.some((found) => found !== BigInt(count)))
      throw new Error("What was written does not read as a roll's size.");
  }

  /** Lets the first jurors be those at the positions that a draw looks at: nobody else's places are ever read. */
  async seat(positions: readonly bigint[]): Promise<void> {
    const pattern = (await this.storage.load(inMapping(toBeHex(1, 32), this.jurors))) - 1n;
    for (const [index, position] of positions.entries()) {
      await this.storage.store(inMapping(toBeHex(position, 32), this.jurors), pattern + BigInt(index + 1));
    }
  }
}

/** What a panel of three costs to draw, and one of seven, from rolls of all sizes: whole transactions. */
export async function measureDraws(world: World): Promise<Record<string, Figure[]>> {
  const { chain } = world;
  const figures: Record<"three" | "seven", Figure[]> = { three: [], seven: [] };
  for (const count of ROLLS) {
    await chain.aside(async () => {
      const justice = await Justice.found(world, JURORS);
      const storage = await RollStorage.of(justice);
      if (count !== JURORS) await storage.grow(count);
      const drawn = async (dispute: BenchCase): Promise<Figure> => {
        await dispute.freeze();
        const positions = await dispute.seed();
        if (count !== JURORS) await storage.seat(positions);
        const { gas, newSlots } = await chain.measure(dispute.draw);
        return { gas, newSlots };
      };
      const dispute = await justice.open();
      figures.three.push(await drawn(dispute));
      await dispute.vote(1);
      await chain.send(dispute.advance);
      figures.seven.push(await drawn(await dispute.appeal()));
    });
  }
  return figures;
}
