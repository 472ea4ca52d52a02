import { loadFixture } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import {
  admitAll,
  citizens,
  DAY,
  ENDLESS,
  foundingCitizens,
  moveTo,
  nextAt,
  now,
  Provision,
  signedRequest,
  signedVoucher,
  waitUntil,
  WINDOW,
} from "../../fixtures/citizenship";

const ten = () => foundingCitizens(10);
const thirty = () => foundingCitizens(30);

/** Wallets that sign requests, as many as are asked for. */
const strangers = (count: number) => Array.from({ length: count }, () => ethers.Wallet.createRandom());

async function admitSigned({ citizenship, registrar }: Awaited<ReturnType<typeof ten>>, count: number) {
  const requests = await Promise.all(
    strangers(count).map((signer) => signedRequest(citizenship, { applicant: signer.address, signer })),
  );
  return citizenship.connect(registrar).admitSigned(requests);
}

/** Thirty citizens, of whom three newcomers have just come in: as many as 10 % of thirty. */
async function aFullWindow() {
  const world = await thirty();
  await admitSigned(world, 3);
  return { ...world, retryAt: (await now()) + WINDOW };
}

describe("AdmissionsBrake", () => {
  describe("the provision `monthlyAdmissions`", () => {
    it("admits one where the share is less than one", async () => {
      const world = await foundingCitizens(3);
      await admitSigned(world, 1);
      const retryAt = (await now()) + WINDOW;
      await expect(admitSigned(world, 1))
        .to.be.revertedWithCustomError(world.citizenship, "Citizenship_BrakeReached")
        .withArgs(1n, retryAt);
    });

    // Checks SOUL-9.
    it("admits no more in any 30 days than its share of the citizens who were there before", async () => {
      const world = await loadFixture(aFullWindow);
      await expect(admitSigned(world, 1))
        .to.be.revertedWithCustomError(world.citizenship, "Citizenship_BrakeReached")
        .withArgs(3n, world.retryAt);
    });

    it("limits a batch", async () => {
      const world = await loadFixture(thirty);
      await expect(admitSigned(world, 4)).to.be.revertedWithCustomError(world.citizenship, "Citizenship_BrakeReached");
    });

    it("limits invited applicants", async () => {
      const world = await loadFixture(aFullWindow);
      const { citizenship, registrar, stranger } = world;
      await citizenship.connect(registrar).invite([stranger], (await now()) + DAY);
      await expect(citizenship.connect(stranger).requestAdmission(ethers.ZeroHash))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_BrakeReached")
        .withArgs(3n, world.retryAt);
    });

    it("limits vouchers", async () => {
      const world = await loadFixture(aFullWindow);
      const { citizenship, registrar, stranger } = world;
      const { voucher, signature } = await signedVoucher(citizenship, {
        applicant: stranger.address,
        signer: registrar,
        registrar: registrar.address,
      });
      await expect(citizenship.connect(stranger).redeem(voucher, signature))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_BrakeReached")
        .withArgs(3n, world.retryAt);
    });

    it("limits moves by others", async () => {
      const world = await loadFixture(aFullWindow);
      await expect(moveTo(world, 1, world.stranger))
        .to.be.revertedWithCustomError(world.citizenship, "Citizenship_BrakeReached")
        .withArgs(3n, world.retryAt);
    });

    it("stays full in the last second of the 30 days", async () => {
      const world = await loadFixture(aFullWindow);
      const { citizenship, registrar, stranger, retryAt } = world;
      await citizenship.connect(stranger).requestAdmission(ethers.ZeroHash);
      await nextAt(retryAt - 1n);
      await expect(citizenship.connect(registrar).admit(stranger))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_BrakeReached")
        .withArgs(3n, retryAt);
    });

    it("has room again 30 days after the admission", async () => {
      const { citizenship, registrar, stranger, retryAt } = await loadFixture(aFullWindow);
      await citizenship.connect(stranger).requestAdmission(ethers.ZeroHash);
      await nextAt(retryAt);
      await citizenship.connect(registrar).admit(stranger);
      expect(await citizenship.citizenOf(stranger)).to.equal(34n);
    });

    it("has no edge at which two quotas meet", async () => {
      const world = await loadFixture(thirty);
      const edge = ((await now()) / WINDOW + 2n) * WINDOW;
      await waitUntil(edge - 2n);
      await admitSigned(world, 3);
      await waitUntil(edge);
      await expect(admitSigned(world, 1)).to.be.revertedWithCustomError(world.citizenship, "Citizenship_BrakeReached");
    });

    it("applies a trial", async () => {
      const world = await loadFixture(aFullWindow);
      await world.citizenship.connect(world.government).tryProvision(Provision.monthlyAdmissions, 14_00, DAY);
      await admitSigned(world, 1);
      expect(await world.citizenship.admittedCount()).to.equal(34n);
    });

    it("counts no citizens who left", async () => {
      const world = await loadFixture(thirty);
      await world.citizenship.connect(world.people[0]).renounce();
      await admitSigned(world, 2);
      const retryAt = (await now()) + WINDOW;
      await expect(admitSigned(world, 1))
        .to.be.revertedWithCustomError(world.citizenship, "Citizenship_BrakeReached")
        .withArgs(2n, retryAt);
    });

    it("does not count founding citizens", async () => {
      const world = await loadFixture(ten);
      await admitSigned(world, 1);
      expect(await world.citizenship.admittedCount()).to.equal(11n);
    });

    context("given citizenships were moved by others", () => {
      const aMove = async () => {
        const world = await ten();
        await moveTo(world, 1, world.stranger);
        return { ...world, movedAt: await now() };
      };

      it("admits nobody more in the same 30 days", async () => {
        const world = await loadFixture(aMove);
        const { citizenship, registrar, people, movedAt } = world;
        await citizenship.connect(people[20]).requestAdmission(ethers.ZeroHash);
        await nextAt(movedAt + WINDOW - 1n);
        await expect(citizenship.connect(registrar).admit(people[20]))
          .to.be.revertedWithCustomError(citizenship, "Citizenship_BrakeReached")
          .withArgs(1n, movedAt + 2n * WINDOW - 1n);
      });

      it("admits again after them", async () => {
        const { citizenship, registrar, people, movedAt } = await loadFixture(aMove);
        await citizenship.connect(people[20]).requestAdmission(ethers.ZeroHash);
        await nextAt(movedAt + WINDOW);
        await citizenship.connect(registrar).admit(people[20]);
        expect(await citizenship.citizenOf(people[20])).to.equal(11n);
      });

      it("counts a move in the share of a larger nation", async () => {
        const world = await loadFixture(thirty);
        await moveTo(world, 1, world.stranger);
        // A tenth of 29: whoever was moved is not counted before being woken.
        await admitSigned(world, 1);
        await expect(admitSigned(world, 1)).to.be.revertedWithCustomError(
          world.citizenship,
          "Citizenship_BrakeReached",
        );
      });
    });
  });

  describe("allowAdmissions()", () => {
    it("emits AdmissionsAllowed until 30 days later", async () => {
      const { citizenship, government } = await loadFixture(ten);
      const present = (await now()) + 5n;
      await nextAt(present);
      await expect(citizenship.connect(government).allowAdmissions(7))
        .to.emit(citizenship, "AdmissionsAllowed")
        .withArgs(7n, present + WINDOW);
    });

    it("admits so many more", async () => {
      const world = await loadFixture(ten);
      await world.citizenship.connect(world.government).allowAdmissions(7);
      await admitSigned(world, 8);
      await expect(admitSigned(world, 1)).to.be.revertedWithCustomError(world.citizenship, "Citizenship_BrakeReached");
    });

    it("admits no more than the brake after the 30 days", async () => {
      const world = await loadFixture(ten);
      const { citizenship, government } = world;
      await citizenship.connect(government).allowAdmissions(7);
      await waitUntil((await now()) + WINDOW);
      await admitSigned(world, 1);
      await expect(admitSigned(world, 1)).to.be.revertedWithCustomError(citizenship, "Citizenship_BrakeReached");
    });

    it("reverts with AccessManagedUnauthorized when the registrar calls", async () => {
      const { citizenship, registrar } = await loadFixture(ten);
      await expect(citizenship.connect(registrar).allowAdmissions(7))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(registrar.address);
    });
  });

  describe("haltAdmissions()", () => {
    it("emits AdmissionsHalted, and admits nobody until then", async () => {
      const world = await loadFixture(ten);
      const { citizenship, government, registrar, stranger } = world;
      const until = (await now()) + 90n * DAY;
      await expect(citizenship.connect(government).haltAdmissions(until))
        .to.emit(citizenship, "AdmissionsHalted")
        .withArgs(until);
      await citizenship.connect(stranger).requestAdmission(ethers.ZeroHash);
      await nextAt(until - 1n);
      await expect(citizenship.connect(registrar).admit(stranger))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_AdmissionsHalted")
        .withArgs(until);
      await nextAt(until);
      await citizenship.connect(registrar).admit(stranger);
      expect(await citizenship.citizenOf(stranger)).to.equal(11n);
    });

    it("reverts with Citizenship_MomentTooLate beyond 90 days", async () => {
      const { citizenship, government } = await loadFixture(ten);
      const present = (await now()) + 5n;
      await nextAt(present);
      await expect(citizenship.connect(government).haltAdmissions(present + 90n * DAY + 1n))
        .to.be.revertedWithCustomError(citizenship, "Citizenship_MomentTooLate")
        .withArgs(present + 90n * DAY + 1n, present + 90n * DAY);
    });

    it("reverts with AccessManagedUnauthorized when the registrar calls", async () => {
      const { citizenship, registrar } = await loadFixture(ten);
      await expect(citizenship.connect(registrar).haltAdmissions(0))
        .to.be.revertedWithCustomError(citizenship, "AccessManagedUnauthorized")
        .withArgs(registrar.address);
    });
  });

  describe("powerChangeOf()", () => {
    const Change = { AsMarked: 0n, Less: 1n, More: 2n } as const;
    const changeOf = async (name: "haltAdmissions" | "allowAdmissions", argument: bigint) => {
      const { citizenship, government } = await ten();
      const halted = (await now()) + 10n * DAY;
      await citizenship.connect(government).haltAdmissions(halted);
      const data = citizenship.interface.encodeFunctionData(name as "haltAdmissions", [
        name === "haltAdmissions" ? halted + argument : argument,
      ]);
      return citizenship.powerChangeOf(data);
    };

    it("takes power back by a halt that lasts longer", async () => {
      expect(await changeOf("haltAdmissions", 1n)).to.equal(Change.Less);
    });
    it("gives power by a halt that ends earlier", async () => {
      expect(await changeOf("haltAdmissions", -1n)).to.equal(Change.More);
    });
    it("leaves what allows more admissions as it is marked", async () => {
      expect(await changeOf("allowAdmissions", 1n)).to.equal(Change.AsMarked);
    });

    for (const [key, value, change] of [
      ["monthlyAdmissions", 9_99, "Less"],
      ["monthlyAdmissions", 10_01, "More"],
      ["waitingPeriod", 31, "Less"],
      ["waitingPeriod", 29, "More"],
      ["term", 1, "AsMarked"],
    ] as const) {
      it(`says ${change} of \`${key}\` at ${value}`, async () => {
        const { citizenship } = await loadFixture(ten);
        const data = citizenship.interface.encodeFunctionData("setProvision", [Provision[key], value]);
        expect(await citizenship.powerChangeOf(data)).to.equal(Change[change]);
      });
    }
  });

  describe("a nation without founding citizens", () => {
    it("has no brake", async () => {
      const world = await citizens(3);
      await admitAll(world, world.people.slice(3, 9));
      expect(await world.citizenship.admittedCount()).to.equal(9n);
      expect((await world.citizenship.citizen(9)).until).to.equal(ENDLESS);
    });
  });
});
