import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import { ethers } from "hardhat";
import { lendCode } from "../../fixtures/account-code";
import { authorize, cancel } from "../../fixtures/authorization";
import { aCoinAndStake, coins } from "../../fixtures/money";

const byBytes = "(address,address,uint256,uint256,uint256,bytes32,bytes)";
const byParts = "(address,address,uint256,uint256,uint256,bytes32,uint8,bytes32,bytes32)";
const cancelByBytes = "cancelAuthorization(address,bytes32,bytes)";
const cancelByParts = "cancelAuthorization(address,bytes32,uint8,bytes32,bytes32)";

async function anAuthorization() {
  const world = await aCoinAndStake();
  const { coin, ana, ben } = world;
  const terms = {
    from: ana.address,
    to: ben.address,
    value: coins(100),
    validAfter: 0,
    validBefore: (await time.latest()) + 1_000,
    nonce: ethers.id("a random nonce"),
  };
  const args = [terms.from, terms.to, terms.value, terms.validAfter, terms.validBefore, terms.nonce] as const;
  return { ...world, terms, args, signature: await authorize(coin, ana, "Transfer", terms) };
}

async function aContractAccount() {
  const given = await loadFixture(anAuthorization);
  const [owner] = await ethers.getSigners();
  const account = await ethers.deployContract("PaymentReceiver", [given.coin]);
  await given.coin.connect(given.cem).transfer(account, coins(500));
  const terms = { ...given.terms, from: await account.getAddress() };
  const args = [terms.from, terms.to, terms.value, terms.validAfter, terms.validBefore, terms.nonce] as const;
  return { ...given, owner: owner, account, terms, args };
}

describe("TransferAuthorization", () => {
  describe("TRANSFER_WITH_AUTHORIZATION_TYPEHASH(), RECEIVE_WITH_AUTHORIZATION_TYPEHASH(), CANCEL_AUTHORIZATION_TYPEHASH()", () => {
    // As the text of ERC-3009 gives them.
    for (const [name, hash] of [
      ["TRANSFER_WITH_AUTHORIZATION_TYPEHASH", "0x7c7c6cdb67a18743f49ec6fa9b35f50d52ed05cbed4cc592e13b44501c1a2267"],
      ["RECEIVE_WITH_AUTHORIZATION_TYPEHASH", "0xd099cc98ef71107a616c4f0f941f04c322d8e254fe26b3c6668db87aae413de8"],
      ["CANCEL_AUTHORIZATION_TYPEHASH", "0x158b0a9edf7a828aad02f63cd515c68ef2f50ba807396f6d12842833a1597429"],
    ] as const) {
      it(`returns that of the standard as ${name}`, async () => {
        const { coin } = await loadFixture(aCoinAndStake);
        expect(await coin[name]()).to.equal(hash);
      });
    }
  });

  describe("version()", () => {
    it("returns the version of the domain in which signatures count", async () => {
      const { coin } = await loadFixture(aCoinAndStake);
      expect(await coin.version()).to.equal("1");
      expect((await coin.eip712Domain()).version).to.equal("1");
    });
  });

  describe("transferWithAuthorization()", () => {
    it("makes the transfer, taxed, whoever submits it", async () => {
      const { coin, cem, ana, ben, treasury, args, signature } = await loadFixture(anAuthorization);
      const paying = coin.connect(cem)[`transferWithAuthorization${byBytes}`](...args, signature);
      await expect(paying).to.changeTokenBalances(coin, [ana, ben, treasury], [-coins(100), coins(98), coins(2)]);
    });

    it("emits AuthorizationUsed, and returns the nonce as used", async () => {
      const { coin, ana, terms, args, signature } = await loadFixture(anAuthorization);
      expect(await coin.authorizationState(ana, terms.nonce)).to.equal(false);
      await expect(coin[`transferWithAuthorization${byBytes}`](...args, signature))
        .to.emit(coin, "AuthorizationUsed")
        .withArgs(ana, terms.nonce);
      expect(await coin.authorizationState(ana, terms.nonce)).to.equal(true);
    });

    it("accepts a signature in parts", async () => {
      const { coin, ben, args, signature } = await loadFixture(anAuthorization);
      const { v, r, s } = ethers.Signature.from(signature);
      await expect(coin[`transferWithAuthorization${byParts}`](...args, v, r, s)).to.changeTokenBalance(
        coin,
        ben,
        coins(98),
      );
    });

    it("reverts with ERC3009InvalidSignature when somebody else signed in parts", async () => {
      const { coin, cem, terms, args } = await loadFixture(anAuthorization);
      const { v, r, s } = ethers.Signature.from(await authorize(coin, cem, "Transfer", terms));
      await expect(coin[`transferWithAuthorization${byParts}`](...args, v, r, s)).to.be.revertedWithCustomError(
        coin,
        "ERC3009InvalidSignature",
      );
    });

    it("takes no moment for the number of a block", async () => {
      const { coin, ana, ben, terms } = await loadFixture(anAuthorization);
      // What OpenZeppelin reads as blocks 1 to 1,000,000.
      const blocks = { ...terms, validAfter: 2n ** 47n + 1n, validBefore: 2n ** 47n + 1_000_000n };
      const signature = await authorize(coin, ana, "Transfer", blocks);
      await expect(
        coin[`transferWithAuthorization${byBytes}`](
          ana,
          ben,
          blocks.value,
          blocks.validAfter,
          blocks.validBefore,
          blocks.nonce,
          signature,
        ),
      )
        .to.be.revertedWithCustomError(coin, "ERC3009InvalidAuthorizationTime")
        .withArgs(blocks.validAfter, blocks.validBefore);
    });

    it("accepts nonces in any order, also consecutive ones", async () => {
      const { coin, ana, ben, terms } = await loadFixture(anAuthorization);
      for (const number of [7n, 6n, 2n ** 256n - 1n, 0n]) {
        const nonce = ethers.toBeHex(number, 32);
        const signature = await authorize(coin, ana, "Transfer", { ...terms, nonce });
        await expect(
          coin[`transferWithAuthorization${byBytes}`](
            ana,
            ben,
            terms.value,
            terms.validAfter,
            terms.validBefore,
            nonce,
            signature,
          ),
        ).to.changeTokenBalance(coin, ben, coins(98));
      }
    });

    it("leaves the nonce of permits unchanged", async () => {
      const { coin, ana, args, signature } = await loadFixture(anAuthorization);
      await coin[`transferWithAuthorization${byBytes}`](...args, signature);
      expect(await coin.nonces(ana)).to.equal(0);
    });

    it("reverts with ERC3009UsedAuthorization the second time", async () => {
      const { coin, ana, terms, args, signature } = await loadFixture(anAuthorization);
      await coin[`transferWithAuthorization${byBytes}`](...args, signature);
      await expect(coin[`transferWithAuthorization${byBytes}`](...args, signature))
        .to.be.revertedWithCustomError(coin, "ERC3009UsedAuthorization")
        .withArgs(ana, terms.nonce);
    });

    it("reverts with ERC3009InvalidSignature when somebody else signed", async () => {
      const { coin, cem, terms, args } = await loadFixture(anAuthorization);
      const forged = await authorize(coin, cem, "Transfer", terms);
      await expect(coin[`transferWithAuthorization${byBytes}`](...args, forged)).to.be.revertedWithCustomError(
        coin,
        "ERC3009InvalidSignature",
      );
    });

    it("is valid until the second before its end", async () => {
      const { coin, ben, terms, args, signature } = await loadFixture(anAuthorization);
      await time.setNextBlockTimestamp(terms.validBefore - 1);
      await expect(coin[`transferWithAuthorization${byBytes}`](...args, signature)).to.changeTokenBalance(
        coin,
        ben,
        coins(98),
      );
    });

    it("reverts with ERC3009InvalidAuthorizationTime at its end", async () => {
      const { coin, terms, args, signature } = await loadFixture(anAuthorization);
      await time.setNextBlockTimestamp(terms.validBefore);
      await expect(coin[`transferWithAuthorization${byBytes}`](...args, signature))
        .to.be.revertedWithCustomError(coin, "ERC3009InvalidAuthorizationTime")
        .withArgs(terms.validAfter, terms.validBefore);
    });

    context("given the sender's account has code beside its key (EIP-7702)", () => {
      it("accepts the key's signature where the code vouches for none", async () => {
        const { coin, ana, ben, args, signature } = await loadFixture(anAuthorization);
        const silent = await ethers.deployContract("SilentAccount");
        await lendCode(ana.address, await ethers.provider.getCode(silent));
        await expect(coin[`transferWithAuthorization${byBytes}`](...args, signature)).to.changeTokenBalance(
          coin,
          ben,
          coins(98),
        );
      });

      it("reverts with ERC3009InvalidSignature when another key signed", async () => {
        const { coin, ana, cem, terms, args } = await loadFixture(anAuthorization);
        const silent = await ethers.deployContract("SilentAccount");
        await lendCode(ana.address, await ethers.provider.getCode(silent));
        const signature = await authorize(coin, cem, "Transfer", terms);
        await expect(coin[`transferWithAuthorization${byBytes}`](...args, signature)).to.be.revertedWithCustomError(
          coin,
          "ERC3009InvalidSignature",
        );
      });
    });

    context("given the sender is a contract account", () => {
      it("accepts a signature that the account confirms", async () => {
        const { coin, owner, ben, terms, args } = await aContractAccount();
        const signature = await authorize(coin, owner, "Transfer", terms);
        await expect(coin[`transferWithAuthorization${byBytes}`](...args, signature)).to.changeTokenBalance(
          coin,
          ben,
          coins(98),
        );
      });

      it("reverts with ERC3009InvalidSignature when the account denies the signature", async () => {
        const { coin, cem, terms, args } = await aContractAccount();
        const signature = await authorize(coin, cem, "Transfer", terms);
        await expect(coin[`transferWithAuthorization${byBytes}`](...args, signature)).to.be.revertedWithCustomError(
          coin,
          "ERC3009InvalidSignature",
        );
      });
    });
  });

  describe("receiveWithAuthorization()", () => {
    it("makes the transfer when its receiver submits it", async () => {
      const { coin, ana, ben, terms, args } = await loadFixture(anAuthorization);
      const signature = await authorize(coin, ana, "Receive", terms);
      await expect(coin.connect(ben)[`receiveWithAuthorization${byBytes}`](...args, signature)).to.changeTokenBalance(
        coin,
        ben,
        coins(98),
      );
    });

    it("accepts a signature in parts", async () => {
      const { coin, ana, ben, terms, args } = await loadFixture(anAuthorization);
      const { v, r, s } = ethers.Signature.from(await authorize(coin, ana, "Receive", terms));
      await expect(coin.connect(ben)[`receiveWithAuthorization${byParts}`](...args, v, r, s)).to.changeTokenBalance(
        coin,
        ben,
        coins(98),
      );
    });

    it("reverts with ERC20InvalidReceiver when somebody else calls with a signature in parts", async () => {
      const { coin, ana, ben, cem, terms, args } = await loadFixture(anAuthorization);
      const { v, r, s } = ethers.Signature.from(await authorize(coin, ana, "Receive", terms));
      await expect(coin.connect(cem)[`receiveWithAuthorization${byParts}`](...args, v, r, s))
        .to.be.revertedWithCustomError(coin, "ERC20InvalidReceiver")
        .withArgs(ben);
    });

    it("reverts with ERC20InvalidReceiver when the caller is somebody else", async () => {
      const { coin, ana, ben, cem, terms, args } = await loadFixture(anAuthorization);
      const signature = await authorize(coin, ana, "Receive", terms);
      await expect(coin.connect(cem)[`receiveWithAuthorization${byBytes}`](...args, signature))
        .to.be.revertedWithCustomError(coin, "ERC20InvalidReceiver")
        .withArgs(ben);
    });

    it("reverts with ERC3009InvalidSignature when the other kind was signed", async () => {
      const { coin, ben, args, signature } = await loadFixture(anAuthorization);
      await expect(
        coin.connect(ben)[`receiveWithAuthorization${byBytes}`](...args, signature),
      ).to.be.revertedWithCustomError(coin, "ERC3009InvalidSignature");
    });
  });

  describe("cancelAuthorization()", () => {
    it("cancels an authorization", async () => {
      const { coin, ana, terms, args, signature } = await loadFixture(anAuthorization);
      await expect(coin[cancelByBytes](ana, terms.nonce, await cancel(coin, ana, terms.nonce)))
        .to.emit(coin, "AuthorizationCanceled")
        .withArgs(ana, terms.nonce);
      await expect(coin[`transferWithAuthorization${byBytes}`](...args, signature))
        .to.be.revertedWithCustomError(coin, "ERC3009UsedAuthorization")
        .withArgs(ana, terms.nonce);
    });

    it("accepts a signature in parts", async () => {
      const { coin, ana, terms } = await loadFixture(anAuthorization);
      const { v, r, s } = ethers.Signature.from(await cancel(coin, ana, terms.nonce));
      await expect(coin[cancelByParts](ana, terms.nonce, v, r, s))
        .to.emit(coin, "AuthorizationCanceled")
        .withArgs(ana, terms.nonce);
      expect(await coin.authorizationState(ana, terms.nonce)).to.equal(true);
    });

    it("reverts with ERC3009UsedAuthorization when the nonce was used", async () => {
      const { coin, ana, terms, args, signature } = await loadFixture(anAuthorization);
      await coin[`transferWithAuthorization${byBytes}`](...args, signature);
      await expect(coin[cancelByBytes](ana, terms.nonce, await cancel(coin, ana, terms.nonce)))
        .to.be.revertedWithCustomError(coin, "ERC3009UsedAuthorization")
        .withArgs(ana, terms.nonce);
    });

    it("reverts with ERC3009InvalidSignature when somebody else signed", async () => {
      const { coin, ana, cem, terms } = await loadFixture(anAuthorization);
      await expect(
        coin[cancelByBytes](ana, terms.nonce, await cancel(coin, cem, terms.nonce)),
      ).to.be.revertedWithCustomError(coin, "ERC3009InvalidSignature");
    });
  });
});
