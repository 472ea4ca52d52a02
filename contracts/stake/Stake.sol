// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC1363Receiver} from "@openzeppelin/contracts/interfaces/IERC1363Receiver.sol";
import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {ICivicCoin} from "../coin/ICivicCoin.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {IProvisions, PowerChange, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {IStake, StakePosition} from "./IStake.sol";
import {StakeVotes} from "./StakeVotes.sol";

/// @title  Stake
/// @notice Civic coin that citizens lock for votes in the stake house.
/// @dev AUTHORITY    A citizen stakes and unstakes coin of their own. Justice slashes by a ruling, for the treasury. Nobody can
///                   stop a withdrawal, not even the government.
///
///      ASSUMPTIONS  The coin is the nation's {ICivicCoin}. Its net transfers arrive whole even if this contract loses its
///                   exemption from tax, and its supply fits 96 bits. A citizen's holder is known after the citizenship's end.
///
///      INVARIANTS   STAKE-1: the coin held is the sum of all stakes and of all coin in its cooldown.
///                   STAKE-4: staked coin is withdrawn to the citizen, or was slashed.
///
///      LIMITS       Coin sent by a plain transfer is no stake and stays here. All coin of a citizen in its cooldown shares one
///                   clock. Stake of a lapsed citizen counts in the base of objections until anyone unstakes it, and that of
///                   a citizenship that was moved also while it sleeps. The contract works until 7 February 2106.
contract Stake is StakeVotes, Provisions, ERC165, IERC1363Receiver {
    using SafeERC20 for ICivicCoin;

    uint256 private constant COOLDOWN = 0;

    /// @dev So long after the end of a term nobody else unstakes: whoever forgot to renew keeps what votes in running proposals.
    uint256 private constant RENEWAL_TIME = 7 days;

    /// @dev Where less of the coin is staked than this share, in basis points, objections are reckoned on the share.
    uint256 private constant LEAST_BASE = 1_00;

    ICivicCoin private immutable COIN;
    address private immutable TREASURY;

    constructor(
        address initialAuthority,
        ICivicCoin coin,
        ICitizenship citizenship,
        address treasury,
        ProvisionTerms[] memory provisionTerms
    ) AccessManaged(initialAuthority) StakeVotes(citizenship) Provisions(provisionTerms) {
        COIN = coin;
        TREASURY = treasury;
    }

    /* STAKING */

    /// @inheritdoc IStake
    function stake(uint256 amount) external {
        uint256 citizenId = _citizenOf(msg.sender);
        COIN.transferNetFrom(msg.sender, address(this), amount);
        _stake(citizenId, msg.sender, amount);
    }

    /// @notice Stakes coin that a citizen sent with the coin's `transferAndCall`.
    /// @dev Emits {Staked} and DelegateVotesChanged.
    /// @param operator The account that called the coin.
    /// @param from The account that paid, which must be the operator.
    /// @param value The net amount, in base units.
    /// @return The function's selector, which accepts the payment.
    /// @custom:access anyone: the civic coin alone, which stakes what is sent with transferAndCall
    /// @custom:reverts Stake_NotTheCoin if the caller is not the civic coin.
    /// @custom:reverts Stake_SentForAnother if the coin came from an allowance.
    /// @custom:reverts Stake_NotACitizen if the sender holds no citizenship.
    /// @custom:reverts Stake_NothingToMove if no coin arrived.
    function onTransferReceived(address operator, address from, uint256 value, bytes calldata)
        external
        returns (bytes4)
    {
        require(msg.sender == address(COIN), Stake_NotTheCoin(msg.sender));
        require(operator == from, Stake_SentForAnother(operator, from));

        _stake(_citizenOf(from), from, value);
        return IERC1363Receiver.onTransferReceived.selector;
    }

    /// @inheritdoc IStake
    function unstake(uint256 amount) external returns (uint256 leavesAt) {
        return _unstake(_citizenOf(msg.sender), msg.sender, amount);
    }

    /// @inheritdoc IStake
    function unstakeEnded(uint256 citizenId) external returns (uint256 leavesAt) {
        address holder = CITIZENSHIP.holderOf(citizenId);
        bool isHeld = CITIZENSHIP.citizenOf(holder) == citizenId;
        bool isOver = !isHeld || block.timestamp >= CITIZENSHIP.citizen(citizenId).until + RENEWAL_TIME;
        require(isOver, Stake_StillHeld(citizenId, holder));
        // Nobody else restarts the clock of what is leaving.
        if (_positions[citizenId].leaving != 0) _withdraw(citizenId);

        return _unstake(citizenId, holder, _positions[citizenId].staked.value());
    }

    /// @inheritdoc IStake
    function withdraw(uint256 citizenId) external returns (uint256 amount) {
        return _withdraw(citizenId);
    }

    /// @inheritdoc IStake
    function slash(uint256 citizenId, uint256 amount, bytes32 rulingId) external restricted returns (uint256 slashed) {
        Position storage position = _positions[citizenId];
        uint256 staked = position.staked.value();
        uint256 fromStaked = Math.min(amount, staked);
        uint256 fromLeaving = Math.min(amount - fromStaked, position.leaving);

        if (fromStaked != 0) {
            _setStake(citizenId, CITIZENSHIP.holderOf(citizenId), staked, staked - fromStaked);
        }
        position.leaving -= uint96(fromLeaving);
        slashed = fromStaked + fromLeaving;
        emit Slashed(citizenId, slashed, rulingId);
        COIN.safeTransfer(TREASURY, slashed);
    }

    /* READING */

    /// @inheritdoc IStake
    function objectionBase(uint256 timepoint) external view returns (uint256) {
        uint256 staked = getPastTotalSupply(timepoint);
        return Math.max(staked, COIN.supplyAt(timepoint) * LEAST_BASE / BASIS_POINTS);
    }

    /// @inheritdoc IStake
    function positionOf(uint256 citizenId) external view returns (StakePosition memory) {
        Position storage position = _positions[citizenId];
        return StakePosition(position.staked.value(), position.leaving, position.leavesAt, _delegateIdOf(citizenId));
    }

    /// @notice Whether the contract implements an interface (ERC-165). ERC-5805 is ERC-6372 and the votes of governors together.
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IStake).interfaceId || interfaceId == type(IProvisions).interfaceId
            || interfaceId == type(IVotes).interfaceId || interfaceId == type(IERC6372).interfaceId
            || interfaceId == type(IERC1363Receiver).interfaceId || interfaceId == type(IERC5267).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    function _withdraw(uint256 citizenId) private returns (uint256 amount) {
        Position storage position = _positions[citizenId];
        amount = position.leaving;
        require(amount != 0, Stake_NothingLeaving(citizenId));
        if (block.timestamp < position.leavesAt) revert Stake_CoolingDown(citizenId, position.leavesAt);

        position.leaving = 0;
        address to = CITIZENSHIP.holderOf(citizenId);
        emit Withdrawn(citizenId, to, amount);
        COIN.safeTransfer(to, amount);
    }

    function _stake(uint256 citizenId, address holder, uint256 amount) private {
        require(amount != 0, Stake_NothingToMove(citizenId));
        // Else the base of objections would hold stake that cannot object.
        require(CITIZENSHIP.mayVote(citizenId), Stake_MayNotVote(citizenId));

        uint256 staked = _positions[citizenId].staked.value();
        emit Staked(citizenId, amount);
        _setStake(citizenId, holder, staked, staked + amount);
    }

    function _unstake(uint256 citizenId, address holder, uint256 amount) private returns (uint256 leavesAt) {
        Position storage position = _positions[citizenId];
        uint256 staked = position.staked.value();
        require(amount != 0, Stake_NothingToMove(citizenId));
        require(amount <= staked, Stake_InsufficientStake(citizenId, staked, amount));

        leavesAt = block.timestamp + _loadProvision(COOLDOWN).current();
        position.leavesAt = SafeCast.toUint40(leavesAt);
        position.leaving += SafeCast.toUint96(amount);
        emit Unstaked(citizenId, amount, leavesAt);
        _setStake(citizenId, holder, staked, staked - amount);
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 1;
    }

    /// @inheritdoc Provisions
    /// @dev A shorter cooldown lets stake escape a fine, and a longer one holds it.
    function _changeWithoutGuard(uint256) internal pure override returns (PowerChange) {
        return PowerChange.More;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256) internal pure override returns (bytes32 key, Unit unit) {
        return ("cooldown", Unit.Seconds);
    }
}
