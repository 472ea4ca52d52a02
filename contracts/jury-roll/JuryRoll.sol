// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IERC1363Receiver} from "@openzeppelin/contracts/interfaces/IERC1363Receiver.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {ICivicCoin} from "../coin/ICivicCoin.sol";
import {IProvisions, ProvisionTerms} from "../kernel/IProvisions.sol";
import {DrawTerms, IJuryRoll, Juror} from "./IJuryRoll.sol";
import {JurorWord, NOBODY, toFreePosition, toJurorWord} from "./JurorWord.sol";
import {JuryRollProvisions} from "./JuryRollProvisions.sol";

/// @title  JuryRoll
/// @notice The citizens who may be drawn as jurors, each in one position.
/// @dev AUTHORITY    A citizen enrols, opts out and retires. Anyone enrols citizens where no bond is due. The court draws, releases and removes jurors. Justice takes fines from bonds, for
///                   the treasury. Nobody, the government included, keeps a bond for longer than 30 days after the juror left, once no duty
///                   is open.
///
///      ASSUMPTIONS  The coin is the nation's {ICivicCoin}, whose supply fits 96 bits. The court ends each duty once. A citizen's
///                   holder is known after the citizenship's end.
///
///      INVARIANTS   JURY-1 [one]: a citizen has at most one position: `_entries[id]` names `p != 0` exactly if
///                   `_jurors[p]` is of `id` and not free.
///                   JURY-2 [bonds]: the coin held is the sum of the bonds, and of plain transfers to this contract.
///                   JURY-3 [freeze]: events after a freeze change its draw in one way only: a juror is no longer found
///                   whose citizenship has ended.
///                   JURY-4 [pool]: nobody is drawn for a case who enrolled after it was opened.
///
///      LIMITS       A draw tries random positions: it may miss jurors of a roll with many free positions. Newcomers take free
///                   positions first. Works until 7 February 2106.
contract JuryRoll is JuryRollProvisions, ERC165, IERC1363Receiver {
    using SafeERC20 for ICivicCoin;

    /// @dev How long whoever retired or was removed stays for draws frozen before. A seed that its source replaces twice is known within
    /// half of that time, and then anyone can draw.
    uint256 private constant REMOVAL_PERIOD = 30 days;

    address private immutable COURT;
    address private immutable TREASURY;

    uint32 private _positions;
    uint32 private _count;
    uint32 private _firstFree;

    /// @dev A struct, so that a function that reads and writes the word hashes its slot once.
    struct Position {
        JurorWord juror;
    }

    mapping(uint256 position => Position) private _jurors;

    /// @dev The entry of a citizen without a position whom nobody else enrols: of a service that ended long ago.
    uint64 private constant OPTED_OUT = 1 << 32;

    // [one]. By citizen, four to a slot: | when a citizen left the roll, in seconds since 1970 (32) | position (32) |
    uint64[2 ** 32] private _entries;

    /// @dev A bit per citizen who stepped aside from a case.
    mapping(uint256 caseId => mapping(uint256 word => uint256)) private _recused;

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
    ) AccessManaged(initialAuthority) JuryRollProvisions(coin, citizenship, terms) {
        COURT = court;
        TREASURY = treasury;
    }

    /* SERVING */

    /// @inheritdoc IJuryRoll
    function enrol() external returns (uint256 position) {
        uint256 bond;
        (position, bond) = _enrol(msg.sender);
        if (bond != 0) COIN.transferNetFrom(msg.sender, address(this), bond);
    }

    /// @inheritdoc IJuryRoll
    function enrolFor(uint256[] calldata citizenIds) external returns (uint256 enrolled) {
        uint256 bond = bondNow();
        require(bond == 0, JuryRoll_BondDue(bond));
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            uint256 citizenId = citizenIds[i];
            // Who was on the roll before, or opted out, decides alone.
            if (_entries[citizenId] != 0 || !CITIZENSHIP.isActive(citizenId)) continue;
            if (block.timestamp < _eligibleAt(citizenId)) continue;
            _place(citizenId, 0, 0);
            ++enrolled;
        }
    }

    /// @inheritdoc IJuryRoll
    function optOut() external {
        uint256 citizenId = CITIZENSHIP.citizenOf(msg.sender);
        require(citizenId != 0, JuryRoll_NotCitizen(msg.sender));
        uint256 entry = _entries[citizenId];
        require(uint32(entry) == 0, JuryRoll_AlreadyEnrolled(citizenId, uint32(entry)));
        if (entry != 0) return;

        _entries[citizenId] = OPTED_OUT;
        emit JurorOptedOut(citizenId);
    }

    /// @notice Enrols a citizen who sends the bond with the coin's `transferAndCall`, without an allowance.
    /// @dev Emits {JurorEnrolled}. Draws frozen before skip the newcomer.
    /// @param operator The account that sent the coin.
    /// @param from The owner of the coin, who must be the operator.
    /// @param value The payment, in base units: the bond.
    /// @return The function's selector, which accepts the payment.
    /// @custom:access anyone: the civic coin alone, which enrols whoever sends the bond with transferAndCall
    /// @custom:reverts JuryRoll_NotTheCoin if anything but the civic coin calls.
    /// @custom:reverts JuryRoll_SentForAnother if the coin was sent from an allowance.
    /// @custom:reverts JuryRoll_NotActiveCitizen if the sender is not an active citizen.
    /// @custom:reverts JuryRoll_CitizenTooNew if the citizen was admitted less than `citizenDays` ago.
    /// @custom:reverts JuryRoll_AlreadyEnrolled if the citizen has a position, or a bond that is not withdrawn.
    /// @custom:reverts JuryRoll_NotTheBond if the payment is more or less than the bond.
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
        (uint256 position, JurorWord juror) = _find(citizenId);
        require(position != 0 && !juror.isRemoved(), JuryRoll_NotEnrolled(citizenId));

        uint256 stayEndsAt = juror.enrolledAt() + _loadProvision(MINIMUM_STAY).current();
        require(block.timestamp >= stayEndsAt, JuryRoll_StayTooShort(citizenId, stayEndsAt));

        _jurors[position].juror = _remove(citizenId, juror);
    }

    /// @inheritdoc IJuryRoll
    function withdraw(uint256 citizenId) external returns (uint256 amount) {
        (uint256 position, JurorWord juror) = _find(citizenId);
        require(position != 0, JuryRoll_NotEnrolled(citizenId));
        require(juror.duties() == 0, JuryRoll_OnDuty(citizenId, juror.duties()));
        _requireFree(citizenId, juror);
        if (!juror.isRemoved()) _leave(citizenId);
        return _free(citizenId, position, juror);
    }

    /* FOR THE COURT */

    /// @inheritdoc IJuryRoll
    function draw(DrawTerms calldata terms, uint256[] calldata excluded)
        external
        onlyCourt
        returns (uint256[] memory citizenIds, uint256 tried)
    {
        uint256 servesUntil = Math.min(terms.servesUntil, type(uint32).max);
        citizenIds = new uint256[](terms.seats);
        uint256 drawn = 0;
        uint256 seen = _marksOf(excluded);
        unchecked {
            // There are fewer tries and seats than a word counts.
            for (; tried < terms.tries && drawn < citizenIds.length; ++tried) {
                (Position storage position, JurorWord juror) = _candidateAt(terms, terms.firstTry + tried);
                uint256 citizenId = juror.citizenId();
                if (citizenId == 0) continue;
                // The marks tell most citizens apart from the excluded and the drawn; only the others need a search.
                if (
                    seen & _markOf(citizenId) != 0
                        && (_isAmong(excluded, citizenId) || _isDrawn(citizenIds, drawn, citizenId))
                ) continue;
                // Also at the freeze: somebody could otherwise choose when a citizen becomes active again.
                if (!CITIZENSHIP.isStillActive(citizenId, terms.frozenAt)) continue;

                position.juror = juror.serving(servesUntil);
                citizenIds[drawn++] = citizenId;
                seen |= _markOf(citizenId);
            }
        }
        // Shortens an array that nothing else refers to.
        assembly ("memory-safe") {
            mstore(citizenIds, drawn)
        }
    }

    /// @inheritdoc IJuryRoll
    function release(uint256[] calldata citizenIds) external onlyCourt {
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            (uint256 position, JurorWord juror) = _find(citizenIds[i]);
            _jurors[position].juror = juror.withoutDuty();
        }
        emit JurorsReleased(citizenIds);
    }

    /// @inheritdoc IJuryRoll
    function penalize(uint256[] calldata citizenIds, uint256 penalty) external onlyCourt {
        uint256 total = 0;
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            uint256 citizenId = citizenIds[i];
            (uint256 position, JurorWord juror) = _find(citizenId);
            uint256 lost = juror.bond() * penalty / 100_00;
            total += lost;
            _jurors[position].juror = _remove(citizenId, juror.withoutDuty().withBond(juror.bond() - lost));
            emit JurorRemoved(citizenId, lost);
        }
        COIN.safeTransfer(TREASURY, total);
    }

    /// @inheritdoc IJuryRoll
    function recuse(uint256 caseId, uint256 citizenId) external onlyCourt returns (bool isNew) {
        uint256 mark = _markOf(citizenId);
        uint256 word = _recused[caseId][citizenId >> 8];
        isNew = word & mark == 0;
        if (isNew) _recused[caseId][citizenId >> 8] = word | mark;
    }

    /* JUSTICE */

    /// @inheritdoc IJuryRoll
    function slash(uint256 citizenId, uint256 amount, bytes32 rulingId) external restricted returns (uint256 slashed) {
        (uint256 position, JurorWord juror) = _find(citizenId);
        if (position == 0) return 0;

        slashed = Math.min(amount, juror.bond());
        _jurors[position].juror = _remove(citizenId, juror.withBond(juror.bond() - slashed));
        emit BondSlashed(citizenId, slashed, rulingId);
        COIN.safeTransfer(TREASURY, slashed);
    }

    /* READING */

    /// @inheritdoc IJuryRoll
    function jurorOf(uint256 citizenId) external view returns (Juror memory) {
        (uint256 position, JurorWord juror) = _find(citizenId);
        return Juror({
            position: position,
            enrolledAt: juror.enrolledAt(),
            hasRetired: juror.isRemoved(),
            servesUntil: position == 0 ? _entries[citizenId] >> 32 : juror.servesUntil(),
            duties: juror.duties(),
            bond: juror.bond()
        });
    }

    /// @inheritdoc IJuryRoll
    function isRecused(uint256 caseId, uint256 citizenId) public view returns (bool) {
        return _recused[caseId][citizenId >> 8] & _markOf(citizenId) != 0;
    }

    /// @inheritdoc IJuryRoll
    function hasRecused(uint256 caseId, address account) external view returns (bool) {
        return isRecused(caseId, CITIZENSHIP.citizenOf(account));
    }

    /// @inheritdoc IJuryRoll
    function size() external view returns (uint256 positions, uint256 jurors) {
        return (_positions, _count);
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IJuryRoll).interfaceId || interfaceId == type(IProvisions).interfaceId
            || interfaceId == type(IERC1363Receiver).interfaceId || super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    /// @dev Gives an account's citizen a position. The caller takes the bond.
    function _enrol(address account) private returns (uint256 position, uint256 bond) {
        uint256 citizenId = CITIZENSHIP.activeCitizenOf(account);
        require(citizenId != 0, JuryRoll_NotActiveCitizen(account));
        uint256 eligibleAt = _eligibleAt(citizenId);
        require(block.timestamp >= eligibleAt, JuryRoll_CitizenTooNew(citizenId, eligibleAt));
        uint256 entry = _entries[citizenId];
        require(uint32(entry) == 0, JuryRoll_AlreadyEnrolled(citizenId, uint32(entry)));

        bond = bondNow();
        position = _place(citizenId, entry >> 32, bond);
    }

    /// @dev From when on a citizen may be on the roll, in seconds since 1970.
    function _eligibleAt(uint256 citizenId) private view returns (uint256) {
        return CITIZENSHIP.citizen(citizenId).since + _loadProvision(CITIZEN_DAYS).current() * 1 days;
    }

    /// @dev Gives a citizen who has none a position.
    function _place(uint256 citizenId, uint256 servesUntil, uint256 bond) private returns (uint256 position) {
        position = _firstFree;
        if (position == 0) position = ++_positions;
        else _firstFree = uint32(_jurors[position].juror.citizenId());
        ++_count;
        _entries[citizenId] = uint64(position);
        _jurors[position].juror = toJurorWord(citizenId, block.timestamp, servesUntil, bond);
        emit JurorEnrolled(citizenId, position, bond);
    }

    /// @dev Takes a juror out of the count of those who may be drawn.
    function _leave(uint256 citizenId) private {
        --_count;
        emit JurorRetired(citizenId);
    }

    /// @dev Takes a juror out of the draws frozen from now on. Earlier draws still find the juror: otherwise whoever retires, or can time
    /// a removal, could choose between panels, or a panel and the plenary, once the seed is known. The caller stores the word.
    function _remove(uint256 citizenId, JurorWord juror) private returns (JurorWord) {
        if (!juror.isRemoved()) _leave(citizenId);
        // From the second before, so that a draw frozen in this second skips the juror.
        return juror.removed(block.timestamp - 1);
    }

    /// @dev The bond of whoever retired or was removed stays here, and the position with it, as long as a draw may find the juror.
    function _requireFree(uint256 citizenId, JurorWord juror) private view {
        address holder = CITIZENSHIP.holderOf(citizenId);
        if (CITIZENSHIP.citizenOf(holder) != citizenId) return;
        require(juror.isRemoved(), JuryRoll_NotRetired(citizenId));
        uint256 freeAt = juror.servesUntil() + REMOVAL_PERIOD;
        require(block.timestamp >= freeAt, JuryRoll_LeftLately(citizenId, freeAt));
    }

    /// @dev Frees a position and pays the bond out. It stays known that the citizen was on the roll.
    function _free(uint256 citizenId, uint256 position, JurorWord juror) private returns (uint256 amount) {
        _entries[citizenId] = uint64(juror.servesUntil() << 32);
        _jurors[position].juror = toFreePosition(_firstFree);
        _firstFree = uint32(position);

        amount = juror.bond();
        address to = CITIZENSHIP.holderOf(citizenId);
        emit BondWithdrawn(citizenId, to, amount);
        COIN.safeTransfer(to, amount);
    }

    /// @dev Position 0 is never taken, and its word is empty.
    function _find(uint256 citizenId) private view returns (uint256 position, JurorWord juror) {
        position = uint32(_entries[citizenId]);
        juror = _jurors[position].juror;
    }

    /// @dev The position that a try looks at; an empty word if its juror could not be drawn.
    function _candidateAt(DrawTerms calldata terms, uint256 number)
        private
        view
        returns (Position storage position, JurorWord juror)
    {
        position = _jurors[1 + _randomAt(terms.seed, number) % terms.positions];
        juror = position.juror;
        bool isFree = juror.couldBeDrawnAt(terms.frozenAt, terms.openedAt);
        if (!isFree || (terms.hasRecusals && isRecused(terms.caseId, juror.citizenId()))) juror = NOBODY;
    }

    /// @dev keccak256(abi.encode(seed, index)), hashed in the scratch space.
    function _randomAt(bytes32 seed, uint256 index) private pure returns (uint256 random) {
        assembly ("memory-safe") {
            mstore(0x00, seed)
            mstore(0x20, index)
            random := keccak256(0x00, 0x40)
        }
    }

    /// @dev One of 256 marks, which few citizens of a draw share.
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
}
