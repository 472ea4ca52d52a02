// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {LibCall} from "solady/src/utils/LibCall.sol";
import {ICitizenship, Standing} from "../citizenship/ICitizenship.sol";
import {IJuryRoll} from "../jury-roll/IJuryRoll.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {ISanctionable} from "../kernel/ISanctionable.sol";
import {INation} from "../nation/INation.sol";
import {IStake, StakePosition} from "../stake/IStake.sol";
import {IEnforcement, Sanction, SanctionKind} from "./IEnforcement.sol";

/// @title  Enforcement
/// @notice The one gateway through which a ruling takes effect on a citizen.
/// @dev ASSUMPTIONS  Its heir holds justice. It imposes only what a final ruling granted, and each sanction once. An institution
///                   that an order names is any that the government appointed. It may fail, or call back in.
///
///      INVARIANTS   TRIB-4 [whole]: a sanction is carried out whole, or not at all and can be tried again.
///                   TRIB-5 [fines]: what was imposed on a person is what was collected, what is unpaid and what was remitted.
///                   TRIB-9 [persons]: all that a person held has one penal record: what is taken back is taken back wherever the
///                   person is, and nothing is served twice.
///                   JUST-8 [brake]: in any 30 days rulings end at most max(1, share of the citizens) established citizenships, and
///                   as many of newcomers.
///
///      LIMITS       Fines reach the stake and the juror's bond, whenever there is any. They never reach coin in an account, and are
///                   at most 2^96 - 1 altogether. What an earlier citizenship has at stake is collected when somebody names it.
///                   Nobody is pardoned: suspensions end by their time, or with an acquittal. Of citizenships that wait to be
///                   ended, the one goes first whose ruling somebody has enforced first. Who renounces and comes back is known by the
///                   account, wherever the new citizenship moves; not who comes back with another one.
abstract contract Enforcement is IEnforcement {
    /// @dev What a sanction may use. The rest is for what follows it, and for what a call keeps back.
    uint256 private constant SANCTION_GAS = 1_000_000;
    uint256 private constant ENFORCE_GAS = SANCTION_GAS + SANCTION_GAS / 63 + 50_000;

    /// @dev How much of the reason for a failure is kept, in bytes, so that no institution makes its failure dear.
    uint16 private constant MAX_REASON_LENGTH = 256;

    /// @dev The window of the brake, which slides.
    uint256 private constant ENDINGS_WINDOW = 30 days;

    INation private immutable NATION;
    ICitizenship internal immutable CITIZENSHIP;
    IStake private immutable STAKE;
    IJuryRoll private immutable ROLL;

    /// @dev One slot. `unpaidFine` is in base units, whose supply fits 96 bits. `finedBy` is the last case that fined, `suspendedBy`
    /// the last one that suspended, and `endedBy` the last one whose end of a citizenship was not taken back.
    struct PenalRecord {
        uint96 unpaidFine;
        uint32 finedBy;
        uint24 offences;
        uint32 suspendedBy;
        uint40 suspendedUntil;
        uint32 endedBy;
    }

    // [fines] [persons]. Of all that a person held, the first citizenship that ended stands for the person; else the only one.
    mapping(uint256 person => PenalRecord) private _penalRecords;

    /// @dev How many citizenships rulings ended, until when the last one closed the brake, and for how many seconds it was closed in all
    /// by then. `endedAt` has their moments, six to a slot, the oldest first.
    struct EndingLine {
        uint64 endings;
        uint40 closedUntil;
        uint40 closedFor;
        uint40[2 ** 32] endedAt;
    }

    // [brake]. Newcomers have a line of their own: else whoever is guilty could have accomplices admitted who take the places.
    mapping(bool ofNewcomers => EndingLine) private _lines;

    /// @dev Which citizenship a case ended, when, and which case had ended the person's one before; 0 for none. Until when the part runs
    /// that it suspended for, if it asks for the end: only then it can be taken back.
    struct Ending {
        uint32 citizenId;
        uint40 endedAt;
        uint32 earlierCaseId;
        uint40 suspendedUntil;
    }

    mapping(uint256 caseId => Ending) internal _endingIn;

    constructor(INation nation, ICitizenship citizenship, IStake stake, IJuryRoll juryRoll) {
        NATION = nation;
        CITIZENSHIP = citizenship;
        STAKE = stake;
        ROLL = juryRoll;
    }

    /* ACTS */

    /// @inheritdoc IEnforcement
    function collectFine(uint256 citizenId) external returns (uint256 collected) {
        PenalRecord storage penal = _penalRecordOf(citizenId);
        uint256 unpaid = penal.unpaidFine;
        collected = _collectFrom(citizenId, penal);
        require(collected != 0, Enforcement_NothingToCollect(citizenId, unpaid));
    }

    /// @inheritdoc IEnforcement
    function recognise(uint256 formerId) external returns (uint256 citizenId) {
        citizenId = _presentOf(formerId);
        require(citizenId != 0 && citizenId != formerId, Enforcement_NoSuccessor(formerId));
        PenalRecord storage penal = _penalRecordOf(formerId);
        uint256 until = penal.suspendedUntil;
        require(
            until > Math.max(block.timestamp, CITIZENSHIP.citizen(citizenId).suspendedUntil),
            Enforcement_NothingToCarryOver(formerId)
        );
        emit PersonRecognised(formerId, citizenId, until);
        _serve(citizenId, until, penal.suspendedBy);
    }

    /// @inheritdoc IEnforcement
    function impose(uint256 caseId, uint256 citizenId, Sanction calldata sanction) external returns (bool isMoot) {
        require(msg.sender == address(this), Enforcement_NotByRuling(msg.sender));
        if (sanction.kind == SanctionKind.Fine) {
            _fine(caseId, citizenId, sanction.value);
        } else if (sanction.kind == SanctionKind.Order) {
            // An account that knows no orders fails here: it has no answer, which this decodes.
            return ISanctionable(_institution(sanction.institution))
                .carryOut(sanction.order, citizenId, sanction.value, sanction.recipientId, bytes32(caseId));
        } else {
            uint256 presentId = _presentOf(citizenId);
            // Whoever is gone may come back: then the sanction is still due.
            require(presentId != 0, Enforcement_NobodyHeld(citizenId));
            if (sanction.kind == SanctionKind.Revoke) _revoke(caseId, presentId);
            else _suspend(caseId, presentId, sanction.value);
        }
    }

    /* READING */

    /// @inheritdoc IEnforcement
    function unpaidFineOf(uint256 citizenId) external view returns (uint256) {
        return _penalRecordOf(citizenId).unpaidFine;
    }

    /// @inheritdoc IEnforcement
    function endedBy(uint256 caseId) external view returns (uint256 citizenId) {
        return _endingIn[caseId].citizenId;
    }

    /// @inheritdoc IEnforcement
    function nextEndingAt(bool ofNewcomer) public view returns (uint256) {
        uint256 limit = Math.max(1, CITIZENSHIP.citizenCount() * _monthlyEndings() / BASIS_POINTS);
        EndingLine storage line = _lines[ofNewcomer];
        uint256 endings = line.endings;
        // One look at the earlier ending tells whether the window holds another one.
        return endings < limit ? 0 : line.endedAt[endings - limit] + ENDINGS_WINDOW;
    }

    /* FOR THE REST */

    function _directory() internal view returns (INation) {
        return NATION;
    }

    /// @dev How many citizenships rulings end in any 30 days, in basis points of the citizens.
    function _monthlyEndings() internal view virtual returns (uint256);

    /// @dev Whether a case is against a newcomer.
    function _isOfNewcomer(uint256 caseId) internal view virtual returns (bool);

    /// @dev Whether a case asks that the citizenship ends.
    function _asksForTheEnd(uint256 caseId) internal view virtual returns (bool);

    /// @dev For how many seconds the brake was closed so far. Whoever waits in line loses none of the time to carry a ruling out.
    function _closedSoFar(bool ofNewcomer) internal view returns (uint256) {
        EndingLine storage line = _lines[ofNewcomer];
        uint256 closedUntil = line.closedUntil;
        uint256 ahead = closedUntil > block.timestamp ? closedUntil - block.timestamp : 0;
        return line.closedFor - ahead;
    }

    /// @dev Imposes a sanction by itself: its failure fails nothing else, and is undone whole.
    /// @return success Whether it was carried out, or is moot.
    function _enforce(uint256 caseId, uint256 citizenId, uint256 index, Sanction memory sanction)
        internal
        returns (bool success)
    {
        require(gasleft() >= ENFORCE_GAS, Enforcement_GasTooLow(gasleft(), ENFORCE_GAS));
        bytes memory data = abi.encodeCall(IEnforcement.impose, (caseId, citizenId, sanction));
        bytes memory result;
        (success,, result) = LibCall.tryCall(address(this), 0, SANCTION_GAS, MAX_REASON_LENGTH, data);
        if (!success) {
            // A brake that was lowered is closed although nothing was ended since.
            _countClosed(_isOfNewcomer(caseId));
            emit SanctionFailed(caseId, citizenId, index, result);
        } else if (abi.decode(result, (bool))) {
            emit SanctionMoot(caseId, citizenId, index);
        } else {
            emit SanctionCarriedOut(caseId, citizenId, index, sanction);
        }
    }

    /// @dev Whether the institution of an order could carry it out now. An account that knows no orders could not: it has no answer.
    function _canCarryOut(uint256 citizenId, Sanction calldata order) internal view returns (bool isPossible) {
        bytes memory data =
            abi.encodeCall(ISanctionable.canCarryOut, (order.order, citizenId, order.value, order.recipientId));
        (bool success,, bytes memory result) =
            LibCall.tryStaticCall(_institution(order.institution), SANCTION_GAS, MAX_REASON_LENGTH, data);
        return success && result.length >= 32 && abi.decode(result, (uint256)) == 1;
    }

    function _isHeld(Standing standing) internal pure returns (bool) {
        return standing == Standing.Active || standing == Standing.Suspended;
    }

    /* INTERNAL */

    function _fine(uint256 caseId, uint256 citizenId, uint256 amount) private {
        PenalRecord storage penal = _penalRecordOf(citizenId);
        // Nobody owes more than there can be.
        penal.unpaidFine = uint96(Math.min(penal.unpaidFine + amount, type(uint96).max));
        penal.finedBy = uint32(caseId);
        emit FineImposed(caseId, citizenId, amount);
        _collectFrom(citizenId, penal);
    }

    /// @dev Takes as much of the unpaid fines as there is: of this citizenship, and then of the one that the person holds now.
    function _collectFrom(uint256 citizenId, PenalRecord storage penal) private returns (uint256 collected) {
        collected = _collect(citizenId, penal);
        if (penal.unpaidFine == 0) return collected;
        uint256 presentId = _presentOf(citizenId);
        if (presentId != 0 && presentId != citizenId) collected += _collect(presentId, penal);
    }

    /// @dev Takes back what a case fined, as far as anything is unpaid. What another case fined may become less by it: of whoever paid
    /// this fine.
    function _remit(uint256 caseId, uint256 citizenId, uint256 amount) internal {
        PenalRecord storage penal = _penalRecordOf(citizenId);
        amount = Math.min(amount, penal.unpaidFine);
        if (amount == 0) return;
        penal.unpaidFine -= uint96(amount);
        emit FineRemitted(caseId, citizenId, amount);
    }

    /// @dev Takes back what is left of the part that a case suspended for. Parts that other cases imposed after it come sooner.
    /// @return isLifted Whether there was anything left.
    function _lift(uint256 caseId, uint256 citizenId, uint256 period) internal returns (bool isLifted) {
        PenalRecord storage penal = _penalRecordOf(citizenId);
        Ending storage ending = _endingIn[caseId];
        (uint256 until, uint256 ownUntil) = (penal.suspendedUntil, ending.suspendedUntil);
        if (until <= block.timestamp || ownUntil <= block.timestamp) return false;
        ending.suspendedUntil = 0;
        until -= Math.min(period, ownUntil - block.timestamp);
        if (penal.suspendedBy == caseId) penal.suspendedBy = 0;
        penal.suspendedUntil = uint40(until);
        uint256 presentId = _presentOf(citizenId);
        if (presentId != 0) _serve(presentId, until, caseId);
        return true;
    }

    /// @dev The record of a person, by any citizenship that the person holds or held.
    function _penalRecordOf(uint256 citizenId) internal view returns (PenalRecord storage) {
        uint256 person = CITIZENSHIP.formerCitizenOf(CITIZENSHIP.holderOf(citizenId));
        return _penalRecords[person == 0 ? citizenId : person];
    }

    /// @dev The citizenship that the person holds now who holds this one, or held it; 0 if none.
    function _presentOf(uint256 citizenId) private view returns (uint256) {
        return CITIZENSHIP.citizenOf(CITIZENSHIP.holderOf(citizenId));
    }

    function _collect(uint256 citizenId, PenalRecord storage penal) private returns (uint256 collected) {
        uint256 unpaid = penal.unpaidFine;
        StakePosition memory position = STAKE.positionOf(citizenId);
        uint256 fromStake = Math.min(unpaid, position.staked + position.leaving);
        uint256 fromBond = Math.min(unpaid - fromStake, ROLL.jurorOf(citizenId).bond);
        collected = fromStake + fromBond;
        if (collected == 0) return 0;

        bytes32 rulingId = bytes32(uint256(penal.finedBy));
        penal.unpaidFine = uint96(unpaid - collected);
        emit FineCollected(citizenId, fromStake, fromBond, unpaid - collected);
        if (fromStake != 0) STAKE.slash(citizenId, fromStake, rulingId);
        if (fromBond != 0) ROLL.slash(citizenId, fromBond, rulingId);
    }

    /// @dev What ends again, after it was reopened, takes a place again: else the endings of many months could fall on one day.
    function _revoke(uint256 caseId, uint256 citizenId) private {
        bool ofNewcomer = _isOfNewcomer(caseId);
        uint256 possibleAt = nextEndingAt(ofNewcomer);
        require(block.timestamp >= possibleAt, Enforcement_EndingsBraked(citizenId, possibleAt));

        EndingLine storage line = _lines[ofNewcomer];
        line.endedAt[line.endings++] = uint40(block.timestamp);
        _countClosed(ofNewcomer);
        PenalRecord storage penal = _penalRecordOf(citizenId);
        Ending storage ending = _endingIn[caseId];
        ending.citizenId = uint32(citizenId);
        ending.endedAt = uint40(block.timestamp);
        ending.earlierCaseId = penal.endedBy;
        penal.endedBy = uint32(caseId);
        CITIZENSHIP.revoke(citizenId, bytes32(caseId));
    }

    /// @dev Gives the citizenship back that a case ended, unless another case has ended what the person held later, or the person holds
    /// another one.
    /// @return isRestored Whether it was given back.
    function _restore(uint256 caseId, uint256 rulingId) internal returns (bool isRestored) {
        Ending storage ending = _endingIn[caseId];
        uint256 citizenId = ending.citizenId;
        PenalRecord storage penal = _penalRecordOf(citizenId);
        bool isRevoked = CITIZENSHIP.citizen(citizenId).standing == Standing.Revoked;
        if (penal.endedBy != caseId || !isRevoked || _presentOf(citizenId) != 0) return false;
        penal.endedBy = ending.earlierCaseId;
        CITIZENSHIP.restore(citizenId, bytes32(rulingId));
        // What the person was suspended for, or what of it was taken back, may have come since.
        if (penal.suspendedUntil != 0) _serve(citizenId, penal.suspendedUntil, penal.suspendedBy);
        return true;
    }

    /// @dev Keeps until when the brake is closed, and for how long in all.
    function _countClosed(bool ofNewcomer) private {
        EndingLine storage line = _lines[ofNewcomer];
        uint256 closedUntil = nextEndingAt(ofNewcomer);
        uint256 from = Math.max(block.timestamp, line.closedUntil);
        if (closedUntil <= from) return;
        line.closedFor += uint40(closedUntil - from);
        line.closedUntil = uint40(closedUntil);
    }

    /// @dev From now on, or from the end of the suspension under way: two suspensions are served one after the other.
    function _suspend(uint256 caseId, uint256 citizenId, uint256 period) private {
        PenalRecord storage penal = _penalRecordOf(citizenId);
        uint256 underWay = Math.max(penal.suspendedUntil, CITIZENSHIP.citizen(citizenId).suspendedUntil);
        uint256 until = Math.max(block.timestamp, underWay) + period;
        penal.suspendedBy = uint32(caseId);
        penal.suspendedUntil = uint40(until);
        if (_asksForTheEnd(caseId)) _endingIn[caseId].suspendedUntil = uint40(until);
        _serve(citizenId, until, caseId);
    }

    /// @dev Suspends a citizen until a moment, and no longer.
    function _serve(uint256 citizenId, uint256 until, uint256 caseId) private {
        if (CITIZENSHIP.citizen(citizenId).standing == Standing.Suspended) CITIZENSHIP.reinstate(citizenId);
        if (until > block.timestamp) CITIZENSHIP.suspend(citizenId, uint40(until), bytes32(caseId));
    }

    function _institution(bytes32 name) private view returns (address account) {
        account = NATION.institution(name);
        require(account != address(0), Enforcement_NoInstitution(name));
    }
}
