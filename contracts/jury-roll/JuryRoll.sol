// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC1363Receiver} from "@openzeppelin/contracts/interfaces/IERC1363Receiver.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {ICivicCoin} from "../coin/ICivicCoin.sol";
import {ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {IJuryRoll, Juror, Summons} from "./IJuryRoll.sol";
import {JurorWord, toHole, toJurorWord} from "./JurorWord.sol";

/// @title  JuryRoll
/// @notice The citizens who may be drawn as jurors, each in one place.
/// @dev AUTHORITY    A citizen enrols and retires. The court draws, releases and strikes. Justice takes what a ruling says, for the
///                   treasury. Nobody, the government included, keeps a bond once no duty is open.
///
///      ASSUMPTIONS  The coin is the nation's {ICivicCoin}, whose supply fits 96 bits. The court ends each duty once. A citizen's
///                   holder is known after the citizenship's end.
///
///      INVARIANTS   JURY-1 [one]: a citizen has at most one position; `_places[id]` names `p != 0` exactly if
///                   `_jurors[p]` is of `id` and no hole.
///                   JURY-2 [bonds]: the coin held is the sum of the bonds, and what was sent here by a plain transfer.
///                   JURY-3 [freeze]: what happens after a freeze changes who is drawn in no other way than that a
///                   juror is drawn no more: by the own retirement, or with the citizenship.
///
///      LIMITS       A draw looks at positions by chance: of a roll with many holes or resting jurors it may find fewer than there
///                   are. Newcomers fill holes first. A draw whose seed comes after the end of a rest that was under way at its
///                   freeze may find who rested, if another duty, a strike or a fine ended in between. Cases make their jurors rest: whoever pays for many
///                   has fewer of the others in the draws of the next days, for a seat's fee each, and none fewer in the
///                   plenary. Works until 7 February 2106.
contract JuryRoll is Provisions, IJuryRoll, IERC1363Receiver {
    using SafeERC20 for ICivicCoin;

    uint256 private constant BOND = 0;
    uint256 private constant CITIZEN_DAYS = 1;
    uint256 private constant REST = 2;
    uint256 private constant NO_SHOW_PENALTY = 3;

    /// @dev How long draws that were frozen before a strike have to find the juror: a seed that its source has to replace twice is
    /// known within half of it, and then anyone can draw.
    uint256 private constant STRIKE_PERIOD = 30 days;

    ICivicCoin private immutable COIN;
    ICitizenship private immutable CITIZENSHIP;
    address private immutable COURT;
    address private immutable TREASURY;

    uint32 private _positions;
    uint32 private _count;
    uint32 private _firstHole;

    /// @dev A struct, so that whoever reads the word and then writes it looks its place up once.
    struct Position {
        JurorWord juror;
    }

    mapping(uint256 position => Position) private _jurors;

    // [one]. By citizen, four to a slot: | until when whoever left the roll rests, in seconds since 1970 (32) | position (32) |
    uint64[2 ** 32] private _places;

    modifier onlyCourt() {
        require(msg.sender == COURT, JuryRoll_NotTheCourt(msg.sender));
        _;
    }

    constructor(
        address initialAuthority,
        ICivicCoin coin,
        ICitizenship citizenship,
        address court,
        address treasury,
        ProvisionTerms[] memory terms
    ) AccessManaged(initialAuthority) Provisions(terms) {
        uint256 max = terms[NO_SHOW_PENALTY].max;
        require(max <= 100_00, JuryRoll_PenaltyTooHigh(max, 100_00));
        COIN = coin;
        CITIZENSHIP = citizenship;
        COURT = court;
        TREASURY = treasury;
    }

    /* SERVING */

    /// @inheritdoc IJuryRoll
    function enrol() external returns (uint256 position) {
        uint256 bond;
        (position, bond) = _enrol(msg.sender);
        COIN.transferNetFrom(msg.sender, address(this), bond);
    }

    /// @notice Takes a place on the roll for who sent the bond with the coin's `transferAndCall`: without an allowance, in one act.
    /// @dev Emits {JurorEnrolled}. Draws that were frozen before pass the newcomer over.
    /// @param operator Who sent it.
    /// @param from Whose coin it was: the operator's own.
    /// @param value What arrived, in base units: the bond.
    /// @return The function's selector, which says that the payment is accepted.
    /// @custom:access anyone
    /// @custom:reverts JuryRoll_NotTheCoin if anything but the civic coin calls.
    /// @custom:reverts JuryRoll_SentForAnother if the coin was sent out of an allowance.
    /// @custom:reverts JuryRoll_NotActiveCitizen if the sender is not an active citizen.
    /// @custom:reverts JuryRoll_CitizenTooNew if the citizen was admitted less than `citizenDays` ago.
    /// @custom:reverts JuryRoll_AlreadyEnrolled if the citizen has a place, or retired from one whose bond is still held.
    /// @custom:reverts JuryRoll_NotTheBond if what arrived is more or less than the bond.
    function onTransferReceived(address operator, address from, uint256 value, bytes calldata)
        external
        returns (bytes4)
    {
        require(msg.sender == address(COIN), JuryRoll_NotTheCoin(msg.sender));
        require(operator == from, JuryRoll_SentForAnother(operator, from));

        (, uint256 bond) = _enrol(from);
        require(value == bond, JuryRoll_NotTheBond(value, bond));
        return IERC1363Receiver.onTransferReceived.selector;
    }

    /// @inheritdoc IJuryRoll
    function retire() external {
        uint256 citizenId = CITIZENSHIP.citizenOf(msg.sender);
        (uint256 position, JurorWord juror) = _seatOf(citizenId);
        require(position != 0 && !_isOff(juror), JuryRoll_NotEnrolled(citizenId));

        _leave(citizenId);
        juror = juror.retired();
        if (juror.duties() == 0) _vacate(citizenId, position, juror);
        else _jurors[position].juror = juror;
    }

    /// @inheritdoc IJuryRoll
    function withdraw(uint256 citizenId) external returns (uint256 amount) {
        (uint256 position, JurorWord juror) = _seatOf(citizenId);
        require(position != 0, JuryRoll_NotEnrolled(citizenId));
        require(juror.duties() == 0, JuryRoll_OnDuty(citizenId, juror.duties()));
        if (!juror.isRetired()) _requireFree(citizenId, juror);
        if (!_isOff(juror)) _leave(citizenId);
        return _vacate(citizenId, position, juror);
    }

    /* FOR THE COURT */

    /// @inheritdoc IJuryRoll
    function summon(Summons calldata summons, uint256[] calldata excluded)
        external
        onlyCourt
        returns (uint256[] memory citizenIds, uint256 tried)
    {
        (bytes32 seed, uint256 frozenAt, uint256 next) = (summons.seed, summons.frozenAt, summons.firstTry);
        (uint256 end, uint256 seats) = (next + summons.tries, summons.seats);
        citizenIds = new uint256[](seats);
        uint256 drawn = 0;
        uint256 seen = _marksOf(excluded);
        unchecked {
            // There are fewer tries and seats than a word counts.
            for (; next < end && drawn < seats; ++next) {
                Position storage position = _jurors[1 + _chance(seed, next) % summons.positions];
                JurorWord juror = position.juror;
                if (!juror.couldBeDrawnAt(frozenAt)) continue;
                uint256 citizenId = juror.citizenId();
                uint256 mark = _markOf(citizenId);
                // Most citizens are told by their marks from those who were named or drawn; only others are looked for.
                if (seen & mark != 0 && (_isAmong(excluded, citizenId) || _isDrawn(citizenIds, drawn, citizenId))) {
                    continue;
                }
                // Also at the freeze: who becomes active afterwards would be found or not as somebody likes.
                if (!CITIZENSHIP.isStillActive(citizenId, frozenAt)) continue;

                position.juror = juror.withDuty();
                citizenIds[drawn++] = citizenId;
                seen |= mark;
            }
        }
        tried = next - summons.firstTry;
        // Fewer than were wanted: only the length changes, of an array that nobody else has seen.
        assembly ("memory-safe") {
            mstore(citizenIds, drawn)
        }
    }

    /// @inheritdoc IJuryRoll
    function release(uint256[] calldata citizenIds) external onlyCourt {
        uint256 restUntil = _restUntil();
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            (uint256 position, JurorWord juror) = _seatOf(citizenIds[i]);
            _jurors[position].juror = juror.withoutDuty().withRest(block.timestamp, restUntil);
        }
        emit JurorsReleased(citizenIds, restUntil);
    }

    /// @inheritdoc IJuryRoll
    function penalize(uint256[] calldata citizenIds, uint256 penalty) external onlyCourt {
        uint256 restUntil = _restUntil();
        uint256 total = 0;
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            uint256 citizenId = citizenIds[i];
            (uint256 position, JurorWord juror) = _seatOf(citizenId);
            uint256 lost = juror.bond() * penalty / 100_00;
            total += lost;
            _jurors[position].juror = _strike(citizenId, juror.withoutDuty().withBond(juror.bond() - lost), restUntil);
            emit JurorStruck(citizenId, lost);
        }
        COIN.safeTransfer(TREASURY, total);
    }

    /* JUSTICE */

    /// @inheritdoc IJuryRoll
    function slash(uint256 citizenId, uint256 amount, bytes32 grounds) external restricted returns (uint256 slashed) {
        (uint256 position, JurorWord juror) = _seatOf(citizenId);
        if (position == 0) return 0;

        slashed = Math.min(amount, juror.bond());
        _jurors[position].juror = _strike(citizenId, juror.withBond(juror.bond() - slashed), block.timestamp);
        emit BondSlashed(citizenId, slashed, grounds);
        COIN.safeTransfer(TREASURY, slashed);
    }

    /* READING */

    /// @inheritdoc IJuryRoll
    function jurorOf(uint256 citizenId) external view returns (Juror memory) {
        (uint256 position, JurorWord juror) = _seatOf(citizenId);
        return Juror({
            position: position,
            enrolledAt: juror.enrolledAt(),
            hasRetired: _isOff(juror),
            restsUntil: position == 0 ? _places[citizenId] >> 32 : juror.restUntil(),
            duties: juror.duties(),
            bond: juror.bond()
        });
    }

    /// @inheritdoc IJuryRoll
    function size() external view returns (uint256 positions, uint256 jurors) {
        return (_positions, _count);
    }

    /// @inheritdoc IJuryRoll
    function noShowPenalty() external view returns (uint256) {
        return _loadProvision(NO_SHOW_PENALTY).current();
    }

    /* INTERNAL */

    /// @dev Gives an account's citizen a place. The bond is the caller's to see to.
    function _enrol(address account) private returns (uint256 position, uint256 bond) {
        uint256 citizenId = CITIZENSHIP.activeCitizenOf(account);
        require(citizenId != 0, JuryRoll_NotActiveCitizen(account));
        uint256 eligibleAt = CITIZENSHIP.citizen(citizenId).since + _loadProvision(CITIZEN_DAYS).current() * 1 days;
        require(block.timestamp >= eligibleAt, JuryRoll_CitizenTooNew(citizenId, eligibleAt));
        uint256 place = _places[citizenId];
        require(uint32(place) == 0, JuryRoll_AlreadyEnrolled(citizenId, uint32(place)));

        position = _firstHole;
        if (position == 0) position = ++_positions;
        else _firstHole = uint32(_jurors[position].juror.citizenId());
        ++_count;
        bond = _loadProvision(BOND).current() * 1e18;
        _places[citizenId] = uint64(position);
        _jurors[position].juror = toJurorWord(citizenId, block.timestamp, place >> 32, bond);
        emit JurorEnrolled(citizenId, position, bond);
    }

    /// @dev Counts a juror no more among those who may be drawn.
    function _leave(uint256 citizenId) private {
        --_count;
        emit JurorRetired(citizenId);
    }

    /// @dev Takes a juror out of the draws that are frozen from now on. Those that were frozen before find who they would have
    /// found, or else whoever can time a strike could choose among the panels of a seed that is known. The caller stores the word.
    function _strike(uint256 citizenId, JurorWord juror, uint256 restUntil) private returns (JurorWord) {
        if (!_isOff(juror)) _leave(citizenId);
        // From the second before, so that a draw that is frozen in this one does not count on the juror.
        return juror.withRest(block.timestamp - 1, restUntil).struck();
    }

    /// @dev Who did not retire has the bond here as long as a draw may find the juror, who alone can shorten that.
    function _requireFree(uint256 citizenId, JurorWord juror) private view {
        address holder = CITIZENSHIP.holderOf(citizenId);
        if (CITIZENSHIP.citizenOf(holder) != citizenId) return;
        require(juror.isStruck(), JuryRoll_NotRetired(citizenId));
        uint256 freeAt = juror.restFrom() + STRIKE_PERIOD;
        require(msg.sender == holder || block.timestamp >= freeAt, JuryRoll_StruckLately(citizenId, freeAt));
    }

    function _isOff(JurorWord juror) private pure returns (bool) {
        return juror.isRetired() || juror.isStruck();
    }

    /// @dev Makes a hole of a position, and pays the bond out. A rest is remembered, so that to leave does not end it.
    function _vacate(uint256 citizenId, uint256 position, JurorWord juror) private returns (uint256 amount) {
        _places[citizenId] = uint64(juror.restUntil() << 32);
        _jurors[position].juror = toHole(_firstHole);
        _firstHole = uint32(position);

        amount = juror.bond();
        address to = CITIZENSHIP.holderOf(citizenId);
        emit BondWithdrawn(citizenId, to, amount);
        COIN.safeTransfer(to, amount);
    }

    /// @dev Position 0 is nobody's, and holds nothing.
    function _seatOf(uint256 citizenId) private view returns (uint256 position, JurorWord juror) {
        position = uint32(_places[citizenId]);
        juror = _jurors[position].juror;
    }

    function _restUntil() private view returns (uint256) {
        return Math.min(block.timestamp + _loadProvision(REST).current(), type(uint32).max);
    }

    /// @dev keccak256(abi.encode(seed, index)), in the scratch space: a draw asks for it often.
    function _chance(bytes32 seed, uint256 index) private pure returns (uint256 chance) {
        assembly ("memory-safe") {
            mstore(0x00, seed)
            mstore(0x20, index)
            chance := keccak256(0x00, 0x40)
        }
    }

    /// @dev One of 256 marks, which not many citizens of a draw have in common.
    function _markOf(uint256 citizenId) private pure returns (uint256) {
        return 1 << (citizenId & 0xff);
    }

    function _marksOf(uint256[] calldata citizenIds) private pure returns (uint256 marks) {
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            marks |= _markOf(citizenIds[i]);
        }
    }

    function _isAmong(uint256[] calldata citizenIds, uint256 citizenId) private pure returns (bool) {
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            if (citizenIds[i] == citizenId) return true;
        }
        return false;
    }

    function _isDrawn(uint256[] memory citizenIds, uint256 count, uint256 citizenId) private pure returns (bool) {
        for (uint256 i = 0; i < count; ++i) {
            if (citizenIds[i] == citizenId) return true;
        }
        return false;
    }

    /// @inheritdoc Provisions
    function _provisionCount() internal pure override returns (uint256) {
        return 4;
    }

    /// @inheritdoc Provisions
    function _provisionAt(uint256 index) internal pure override returns (bytes32 key, Unit unit) {
        if (index == BOND) return ("bond", Unit.Coins);
        if (index == CITIZEN_DAYS) return ("citizenDays", Unit.Days);
        if (index == REST) return ("rest", Unit.Seconds);
        return ("noShowPenalty", Unit.BasisPoints);
    }
}
