// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {IArbitrator} from "../standards/IArbitrator.sol";
import {IProvisions, PowerChange, ProvisionTerms} from "../kernel/IProvisions.sol";
import {CasePrices} from "../kernel/OpenCases.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {BRINGER_ROLE} from "../kernel/Roles.sol";
import {IJuryRoll} from "../jury-roll/IJuryRoll.sol";
import {IRandomness} from "../randomness/IRandomness.sol";
import {CaseTerms, Prices} from "./CaseTerms.sol";
import {COUNTED, ENDING, FAST, FIVE_SEATS, LINE, PANELS_ONLY, Phase, PLENARY_AT_ONCE, Track} from "./CaseTypes.sol";
import {CourtAppeals} from "./CourtAppeals.sol";
import {CourtDraws} from "./CourtDraws.sol";
import {CourtProvisions} from "./CourtProvisions.sol";
import {CourtRecords} from "./CourtRecords.sol";
import {CourtViews} from "./CourtViews.sol";
import {CourtVotes} from "./CourtVotes.sol";
import {Draw, Draws} from "./Draw.sol";
import {ICourt} from "./ICourt.sol";
import {Pairwise} from "./Pairwise.sol";
import {Polls} from "./Poll.sol";

/// @title  Court
/// @notice Decides disputes of contracts that implement ERC-792, by panels of citizens and at last by all citizens.
/// @dev AUTHORITY    Anyone brings cases, ends phases that are over and delivers rulings. Jurors and citizens decide cases. The
///                   government decides none. It sets the provisions for later rounds, and appoints the source of randomness
///                   for later draws.
///
///      ASSUMPTIONS  The roll draws no citizen twice, and ends the duties that it is told to end. A source of randomness gives
///                   each request one seed, which nobody knows when the request is made. The treasury takes native coin. Ids
///                   of citizens fit 32 bits.
///
///      INVARIANTS   JUST-1: the money of a case is conserved to the wei.
///                   JUST-2: a ruling that was decided is final, and is delivered with success at most once.
///                   JUST-3: at most one seat per citizen per panel.
///                   JUST-4: every case can reach an end by someone's act from any state.
///
///      LIMITS       At most 254 choices on a line, and eight to rank. The court believes
///                   the arbitrable about who is a party. Works until 7 February 2106.
contract Court is CourtVotes, CourtAppeals, CourtViews, ERC165 {
    using Draws for Draw;
    using Prices for CaseTerms;

    /// @dev The gas that the receiver of a ruling may use.
    uint256 private constant RULE_GAS = 2_000_000;

    /// @dev Also pays for the work after the call, and for the 64th that a call retains (EIP-150).
    uint256 private constant EXECUTE_GAS = RULE_GAS + RULE_GAS / 63 + 50_000;

    constructor(
        address initialAuthority,
        ICitizenship citizenship,
        IJuryRoll juryRoll,
        IRandomness initialRandomness,
        address payable treasury,
        ProvisionTerms[] memory terms
    )
        AccessManaged(initialAuthority)
        Provisions(terms)
        CourtProvisions(terms)
        CourtRecords(citizenship, juryRoll, treasury)
        CourtDraws(initialRandomness)
    {}

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(ICourt).interfaceId || interfaceId == type(IProvisions).interfaceId
            || interfaceId == type(IArbitrator).interfaceId || super.supportsInterface(interfaceId);
    }

    /* BRINGING A CASE */

    /// @inheritdoc IArbitrator
    /// @custom:access anyone: by a contract that takes rulings, for the cost
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 caseId) {
        uint256 kind = _kindIn(extraData);
        uint256 max = kind & LINE == 0 ? Pairwise.MAX_CHOICES : MAX_CHOICES;
        require(choices != 0 && choices <= max, Court_ChoicesOutOfBounds(choices, max));
        Track track = Track(kind & FAST);
        uint256 cost = _firstCost(kind);
        uint256 mark = _charge(cost);

        Case storage c;
        (caseId, c) = _addCase();
        c.arbitrable = msg.sender;
        c.kind = uint8(kind | mark);
        c.choices = uint8(choices);
        uint256 parties = 1;
        if (kind & ENDING != 0) {
            _requireValid(choices > 1 && extraData.length > 4, extraData);
            parties = 5;
            c.ending.quorum = uint16(bytes2(extraData[1:3]));
            c.ending.majority = uint16(bytes2(extraData[3:5]));
        }
        emit DisputeCreation(caseId, IArbitrable(msg.sender));
        emit CaseOpened(caseId, msg.sender, track, choices, cost);
        uint256 size = _firstSize(kind);
        (uint256 positions, uint256 jurors) = ROLL.size();
        if (extraData.length > parties) _excuseParties(caseId, c, extraData[parties:]);
        RoundRecord storage r = _openFirst(caseId, c, track, size);
        uint256 fees = c.terms.costOf(size);
        r.draw.open(positions, jurors, fees);
        if (cost != fees) c.ending.refund = uint128(cost - fees);
    }

    /// @inheritdoc ICourt
    function submitEvidence(uint256 caseId, string calldata evidence) external {
        _requireRunning(caseId, Phase.Evidence);
        _requireShort(evidence);
        emit Evidence(this, caseId, msg.sender, evidence);
    }

    /// @inheritdoc ICourt
    function recuse(uint256 caseId) external {
        Case storage c = _requireRunning(caseId, Phase.Evidence);
        uint256 citizenId = _activeCaller();
        require(!_isExcused(c, citizenId) && ROLL.recuse(caseId, citizenId), Court_Excused(caseId, citizenId));

        c.hasRecusals = true;
        emit CitizenExcused(caseId, citizenId);
    }

    /* FROM PHASE TO PHASE */

    /// @inheritdoc ICourt
    function advance(uint256 caseId) external {
        (Phase phase, uint256 endsAt,, bool isOver) = hearing(caseId);
        if (endsAt == 0) _refusePhase(caseId);
        if (!isOver) revert Court_PhaseNotOver(caseId, phase, endsAt);
        Case storage c = _caseOf(caseId);
        RoundRecord storage r = _lastRound(caseId, c);

        // A commit phase is never over here: the clock alone turns it into the reveal phase.
        if (phase == Phase.Evidence) _beginDraw(caseId, c, r);
        else if (phase == Phase.Reveal) _closeVotes(caseId, c, r);
        else if (phase == Phase.Appeal) _closeAppeal(caseId, c, r);
        else _closePlenary(caseId, c, r);
    }

    /* END */

    /// @inheritdoc ICourt
    function execute(uint256 caseId) external returns (bool delivered) {
        Case storage c = _requirePhase(caseId, Phase.Final);
        require(gasleft() >= EXECUTE_GAS, Court_GasTooLow(gasleft(), EXECUTE_GAS));
        address arbitrable = c.arbitrable;
        uint256 ruling = c.ruling;

        // Recorded as delivered before the call, so that a reentrant call finds nothing to deliver.
        c.phase = Phase.Executed;
        bytes memory data = abi.encodeCall(IArbitrable.rule, (caseId, ruling));
        assembly ("memory-safe") {
            // The returned data is not copied.
            delivered := call(RULE_GAS, arbitrable, 0, add(data, 0x20), mload(data), 0, 0)
        }
        if (delivered) {
            emit RulingDelivered(caseId, arbitrable, ruling);
        } else {
            c.phase = Phase.Final;
            emit RulingRefused(caseId, arbitrable, ruling);
        }
    }

    /// @inheritdoc ICourt
    function takeRefund(uint256 caseId) external returns (uint256 amount) {
        Case storage c = _requireDecided(caseId);
        _requireArbitrable(caseId, c);
        amount = c.ending.refund;
        c.ending.refund = 0;
        _creditNative(msg.sender, amount);
    }

    /// @inheritdoc ICourt
    function decidedAt(uint256 caseId) external view returns (uint256 moment, bool isByPlenary) {
        Case storage c = _requireDecided(caseId);
        return (c.endsAt, _lastRound(caseId, c).poll.size == Polls.PLENARY);
    }

    /* ERC-792 */

    /// @inheritdoc IArbitrator
    function arbitrationCost(bytes calldata extraData) external view returns (uint256) {
        return _openCases.priceFor(CasePrices.personOf(0, msg.sender), _firstCost(_kindIn(extraData)));
    }

    /// @inheritdoc IArbitrator
    function disputeStatus(uint256 caseId) external view returns (DisputeStatus) {
        Case storage c = _caseOf(caseId);
        if (c.phase == Phase.None) _refusePhase(caseId);
        if (c.phase >= Phase.Final) return DisputeStatus.Solved;
        return c.phase == Phase.Appeal && block.timestamp < c.endsAt ? DisputeStatus.Appealable : DisputeStatus.Waiting;
    }

    /// @inheritdoc IArbitrator
    function currentRuling(uint256 caseId) external view returns (uint256) {
        return _caseOf(caseId).ruling;
    }

    /// @inheritdoc Provisions
    /// @dev Whatever a government decides here says who judges, or what it costs.
    function powerChangeOf(bytes calldata) external pure override returns (PowerChange) {
        return PowerChange.More;
    }

    /* INTERNAL */

    /// @dev Takes the price of a contract's next case. What it costs above the base is the nation's.
    /// @return mark What the case is marked with: whether it counts.
    function _charge(uint256 base) private returns (uint256 mark) {
        uint256 bringer = CasePrices.personOf(0, msg.sender);
        uint256 price = _openCases.priceFor(bringer, base);
        _takePayment(price);
        _creditNative(TREASURY, price - base);
        (bool chargesItself,) = IAccessManager(authority()).hasRole(BRINGER_ROLE, msg.sender);
        if (chargesItself) return 0;
        _openCases.begin(bringer);
        return COUNTED;
    }

    /// @dev A second panel about the end of a citizenship is paid for beforehand.
    function _firstCost(uint256 kind) private view returns (uint256) {
        uint256 seats = _firstSize(kind);
        if (kind & (ENDING | PANELS_ONLY | PLENARY_AT_ONCE) == ENDING) seats += Polls.LARGE;
        return _ofTrack(Track(kind & FAST), SEAT_FEE) * 1 gwei * seats;
    }

    function _firstSize(uint256 kind) private pure returns (uint256) {
        if (kind & PLENARY_AT_ONCE != 0) return Polls.PLENARY;
        return kind & FIVE_SEATS == 0 ? Polls.SMALL : Polls.MIDDLE;
    }

    function _kindIn(bytes calldata extraData) private pure returns (uint256 kind) {
        uint256 length = extraData.length;
        if (length == 0) return 0;
        kind = uint8(extraData[0]);
        _requireValid(
            kind < 2 * PLENARY_AT_ONCE && kind & (ENDING | LINE) != ENDING && length % 4 == 1
                && length <= 1 + 4 * MAX_EXCUSED,
            extraData
        );
    }

    function _requireValid(bool isValid, bytes calldata extraData) private pure {
        require(isValid, Court_ExtraDataInvalid(extraData));
    }

    /// @dev Each is counted once. Whoever names others to shrink the pool gets no smaller panel: where the rest fills none, the
    /// plenary decides, from which nobody is excused.
    function _excuseParties(uint256 caseId, Case storage c, bytes calldata parties) private {
        for (uint256 i = 0; i < parties.length; i += 4) {
            uint256 citizenId = uint32(bytes4(parties[i:i + 4]));
            require(citizenId != 0, Court_PartyInvalid(citizenId));
            if (!_isExcused(c, citizenId)) _excuse(caseId, c, citizenId);
        }
    }
}
