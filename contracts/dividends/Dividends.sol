// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IGovernor} from "@openzeppelin/contracts/governance/IGovernor.sol";
import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {INationGovernor} from "../governor/INationGovernor.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {IProvisions, ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {IStake} from "../stake/IStake.sol";
import {ITreasury} from "../treasury/ITreasury.sol";
import {Epoch, IDividends, Participation} from "./IDividends.sol";

/// @title  Dividends
/// @notice Shares coin with the citizens who take part.
/// @dev AUTHORITY    Anyone closes epochs, claims for anyone, and returns the rest. The government decides what comes here, and
///                   sets the provisions within their bounds. Nobody takes coin out but by a claim and a return.
///
///      ASSUMPTIONS  The coin has no hooks, and takes no tax of this contract's payments. The total of the citizenship is never
///                   below those who may vote, and that of the stake is the sum of all stakes.
///
///      INVARIANTS   DIV-1 [pots]: what was claimed and returned of an epoch is never more than its pots.
///                   DIV-2 [paid]: each citizen is paid once an epoch, and the same in whatever order.
///                   DIV-3 [held]: the coin here is at least what is reserved.
///
///      LIMITS       Nobody had stake before a nation's first epoch, so its stakers' pot goes back to the treasury. A juror who
///                   cast no ballot is not among those who took part: the court pays jurors. Whose vote sleeps when an epoch ends
///                   is not paid of it. Stake is looked at five times in an epoch, and may be elsewhere between. An epoch is closed
///                   by a transaction, and lasts until then. Epochs work until the year 36812.
contract Dividends is IDividends, Provisions, ERC165 {
    using BitMaps for BitMaps.BitMap;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    uint256 private constant EPOCH = 0;
    uint256 private constant STAKERS_SHARE = 1;
    uint256 private constant CLAIM_WINDOW = 2;

    /// @dev Stake is looked at when an epoch begins, and after each of so many parts of it.
    uint256 private constant PARTS = 4;

    IERC20 private immutable COIN;
    ICitizenship private immutable CITIZENSHIP;
    IStake private immutable STAKE;
    ITreasury private immutable TREASURY;
    INationGovernor private immutable GOVERNOR;

    // [pots]: by number, less one.
    Epoch[] private _epochs;

    // [paid]
    mapping(uint256 epochId => BitMaps.BitMap) private _paid;

    // [held]
    /// @inheritdoc IDividends
    uint256 public reserved;

    uint256 private _runsFrom;

    constructor(
        address initialAuthority,
        IERC20 coin,
        ICitizenship citizenship,
        IStake stake,
        ITreasury treasury,
        INationGovernor governor,
        ProvisionTerms[] memory terms
    ) AccessManaged(initialAuthority) Provisions(terms) {
        COIN = coin;
        CITIZENSHIP = citizenship;
        STAKE = stake;
        TREASURY = treasury;
        GOVERNOR = governor;
        _runsFrom = block.timestamp;
    }

    /* ACTS */

    /// @inheritdoc IDividends
    function collect(uint256 budgetId) external returns (uint256 amount) {
        address asset = TREASURY.budget(budgetId).asset;
        require(asset == address(COIN), Dividends_ForeignBudget(budgetId, asset));
        amount = TREASURY.availableOf(budgetId);
        // Else anybody fills the treasury's record with payments of nothing.
        require(amount != 0, Dividends_NothingToCollect(budgetId));
        TREASURY.spend(budgetId, address(this), amount, "Dividends");
    }

    /// @inheritdoc IDividends
    function closeEpoch() external returns (uint256 epochId) {
        (uint256 from, uint256 closableAt, uint256 pot) = runningEpoch();
        require(block.timestamp >= closableAt, Dividends_EpochRuns(closableAt));
        // The past is asked for: of the present second, more may change.
        uint256 until = block.timestamp - 1;
        uint256 citizens = IVotes(address(CITIZENSHIP)).getPastTotalSupply(until);
        uint256 stake = IVotes(address(STAKE)).getPastTotalSupply(until);

        uint256 stakersPot = _stakersPot(pot, stake, until);
        uint256 share = citizens == 0 ? 0 : (pot - stakersPot) / citizens;
        uint256 claimableUntil = block.timestamp + _loadProvision(CLAIM_WINDOW).current() * 1 days;
        uint256 divided = stakersPot + share * citizens;
        _runsFrom = block.timestamp;
        reserved += divided;
        _epochs.push(
            Epoch({
                from: from.toUint40(),
                until: until.toUint40(),
                claimableUntil: claimableUntil.toUint40(),
                citizens: citizens.toUint32(),
                share: share.toUint96(),
                stakersPot: stakersPot.toUint128(),
                stake: stake.toUint128(),
                left: divided.toUint128()
            })
        );
        epochId = _epochs.length;
        emit EpochClosed(epochId, from, until, claimableUntil, share * citizens, stakersPot, citizens, stake);
    }

    /// @inheritdoc IDividends
    function claim(uint256 epochId, Participation[] calldata participations) external returns (uint256 paid) {
        Epoch memory epoch = _epoch(epochId);
        require(block.timestamp <= epoch.claimableUntil, Dividends_ClaimingOver(epochId, epoch.claimableUntil));
        address[] memory holders = new address[](participations.length);
        uint256[] memory amounts = new uint256[](participations.length);
        for (uint256 i = 0; i < participations.length; ++i) {
            (holders[i], amounts[i]) = _take(epochId, epoch, participations[i]);
            paid += amounts[i];
        }
        _epochs[epochId - 1].left = (epoch.left - paid).toUint128();
        reserved -= paid;
        for (uint256 i = 0; i < holders.length; ++i) {
            if (amounts[i] != 0) COIN.safeTransfer(holders[i], amounts[i]);
        }
    }

    /// @inheritdoc IDividends
    function returnRest(uint256 epochId) external returns (uint256 amount) {
        Epoch storage epoch = _epoch(epochId);
        uint256 claimableUntil = epoch.claimableUntil;
        require(block.timestamp > claimableUntil, Dividends_ClaimingRuns(epochId, claimableUntil));
        amount = epoch.left;
        require(amount != 0, Dividends_NothingLeft(epochId));

        epoch.left = 0;
        reserved -= amount;
        emit RestReturned(epochId, amount);
        COIN.safeTransfer(address(TREASURY), amount);
    }

    /* READING */

    /// @inheritdoc IDividends
    function epochCount() external view returns (uint256) {
        return _epochs.length;
    }

    /// @inheritdoc IDividends
    function epochOf(uint256 epochId) external view returns (Epoch memory) {
        return _epoch(epochId);
    }

    /// @inheritdoc IDividends
    function runningEpoch() public view returns (uint256 from, uint256 closableAt, uint256 collected) {
        from = _runsFrom;
        closableAt = from + _loadProvision(EPOCH).current() * 1 days;
        collected = COIN.balanceOf(address(this)) - reserved;
    }

    /// @inheritdoc IDividends
    function isPaid(uint256 epochId, uint256 citizenId) public view returns (bool) {
        return _paid[epochId].get(citizenId);
    }

    /// @inheritdoc IDividends
    function shareOf(uint256 epochId, uint256 citizenId) external view returns (uint256 byHead, uint256 byStake) {
        Epoch memory epoch = _epoch(epochId);
        return (epoch.share, _byStake(epoch, citizenId));
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IDividends).interfaceId || interfaceId == type(IProvisions).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    /// @dev Where hardly any coin is staked, the pot is as much smaller: else a base unit of stake would take all of it.
    function _stakersPot(uint256 pot, uint256 stake, uint256 until) private view returns (uint256) {
        if (stake == 0) return 0;
        uint256 whole = pot * _loadProvision(STAKERS_SHARE).current() / BASIS_POINTS;
        return Math.mulDiv(whole, stake, STAKE.objectionBase(until));
    }

    /// @dev Marks a citizen as paid. Who was paid before, or is not entitled any more, is due nothing, and stops no batch that
    /// others pay for: somebody may have claimed, or have left, meanwhile.
    function _take(uint256 epochId, Epoch memory epoch, Participation calldata participation)
        private
        returns (address holder, uint256 amount)
    {
        (uint256 citizenId, uint256 proposalId) = (participation.citizenId, participation.proposalId);
        if (isPaid(epochId, citizenId)) return (address(0), 0);
        uint256 closedAt = IGovernor(address(GOVERNOR)).proposalDeadline(proposalId);
        bool isWithin = closedAt >= epoch.from && closedAt <= epoch.until;
        require(isWithin, Dividends_NotInEpoch(epochId, proposalId, closedAt));
        require(GOVERNOR.hasCitizenVoted(proposalId, citizenId), Dividends_NoBallot(citizenId, proposalId));
        holder = CITIZENSHIP.holderOf(citizenId);
        bool isEntitled = CITIZENSHIP.couldVote(citizenId, epoch.until) && CITIZENSHIP.citizenOf(holder) == citizenId;
        if (!isEntitled) return (address(0), 0);

        uint256 byStake = _byStake(epoch, citizenId);
        _paid[epochId].set(citizenId);
        emit DividendPaid(epochId, citizenId, holder, proposalId, epoch.share, byStake);
        return (holder, epoch.share + byStake);
    }

    /// @dev The smallest of several moments: who stakes for the ends alone, or takes the stake out meanwhile, is paid for neither.
    function _byStake(Epoch memory epoch, uint256 citizenId) private view returns (uint256) {
        if (epoch.stakersPot == 0) return 0;
        uint256 begin = epoch.from - 1;
        uint256 own = type(uint256).max;
        for (uint256 part = 0; part <= PARTS; ++part) {
            uint256 moment = begin + (epoch.until - begin) * part / PARTS;
            own = Math.min(own, STAKE.pastStakeOf(citizenId, moment));
            if (own == 0) return 0;
        }
        return own * epoch.stakersPot / epoch.stake;
    }

    function _epoch(uint256 epochId) private view returns (Epoch storage) {
        require(epochId != 0 && epochId <= _epochs.length, Dividends_UnknownEpoch(epochId));
        return _epochs[epochId - 1];
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 3;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == EPOCH) return ("epoch", Unit.Days);
        return
            index == STAKERS_SHARE ? (bytes32("stakersShare"), Unit.BasisPoints) : (bytes32("claimWindow"), Unit.Days);
    }
}
