// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {CitizenRecord, ICitizenship, Standing} from "../citizenship/ICitizenship.sol";
import {INation} from "../nation/INation.sol";
import {IStake, StakePosition} from "../stake/IStake.sol";
import {IConveyable} from "./IConveyable.sol";
import {IEnforcement, Measure, Sanction} from "./IEnforcement.sol";
import {IJuryRoll} from "../jury-roll/IJuryRoll.sol";
import {IVoidable} from "./IVoidable.sol";

/// @title  Enforcement
/// @notice The one gateway through which a ruling takes effect on a citizen.
/// @dev ASSUMPTIONS  Its heir holds justice, and asks only for what a final ruling granted, and for each measure once. The
///                   institutions of permits and land are the government's to appoint, and may fail or come back in.
///
///      INVARIANTS   TRIB-4 [whole]: a measure is carried out whole, or not at all and can be tried again.
///                   TRIB-5 [fines]: what was imposed on a citizen is what was collected and what is unpaid.
///
///      LIMITS       Fines reach the stake and the juror's bond, whenever there is any; they never reach coin in an account. Nobody
///                   is pardoned: suspensions end by their time.
abstract contract Enforcement is IEnforcement {
    /// @dev What a measure may use. The rest is for what follows it, and for what a call keeps back.
    uint256 private constant MEASURE_GAS = 1_000_000;
    uint256 private constant ENFORCE_GAS = MEASURE_GAS + MEASURE_GAS / 63 + 50_000;

    /// @dev How much of a reason for a failure is kept, in bytes.
    uint256 private constant MAX_REASON_LENGTH = 256;

    INation private immutable NATION;
    ICitizenship internal immutable CITIZENSHIP;
    IStake private immutable STAKE;
    IJuryRoll private immutable ROLL;

    /// @dev One slot. `unpaidFine` is in base units, whose supply fits 96 bits; `finedBy` is the last case that fined.
    struct Conduct {
        uint128 unpaidFine;
        uint64 finedBy;
        uint32 offences;
    }

    // [fines]
    mapping(uint256 citizenId => Conduct) internal _conducts;

    constructor(INation nation, ICitizenship citizenship, IStake stake, IJuryRoll juryRoll) {
        NATION = nation;
        CITIZENSHIP = citizenship;
        STAKE = stake;
        ROLL = juryRoll;
    }

    /* ACTS */

    /// @inheritdoc IEnforcement
    function collectFine(uint256 citizenId) external returns (uint256 collected) {
        collected = _collect(citizenId);
        require(collected != 0, Enforcement_NothingToCollect(citizenId, _conducts[citizenId].unpaidFine));
    }

    /// @inheritdoc IEnforcement
    function carryOut(uint256 caseId, uint256 citizenId, Measure calldata measure) external returns (bool isMoot) {
        require(msg.sender == address(this), Enforcement_NotByRuling(msg.sender));
        bytes32 grounds = bytes32(caseId);

        if (measure.sanction == Sanction.Fine) {
            _fine(caseId, citizenId, measure.value);
        } else if (measure.sanction == Sanction.VoidPermit) {
            IVoidable(_institution("permits")).voidPermit(measure.value, citizenId, grounds);
        } else if (measure.sanction == Sanction.MoveDeed) {
            IConveyable(_institution("land")).conveyDeed(measure.value, citizenId, measure.recipientId, grounds);
        } else {
            CitizenRecord memory record = CITIZENSHIP.citizen(citizenId);
            if (!_isHeld(record.standing)) return true;
            if (measure.sanction == Sanction.Revoke) CITIZENSHIP.revoke(citizenId, grounds);
            else _suspend(citizenId, record, measure.value, grounds);
        }
    }

    /* READING */

    /// @inheritdoc IEnforcement
    function unpaidFineOf(uint256 citizenId) external view returns (uint256) {
        return _conducts[citizenId].unpaidFine;
    }

    /* FOR THE REST */

    /// @dev Carries out a measure by itself: its failure fails nothing else, and what it used is undone.
    /// @return success Whether it was carried out, or is moot.
    function _enforce(uint256 caseId, uint256 citizenId, uint256 index, Measure memory measure)
        internal
        returns (bool success)
    {
        require(gasleft() >= ENFORCE_GAS, Enforcement_GasTooLow(gasleft(), ENFORCE_GAS));
        bytes memory data = abi.encodeCall(IEnforcement.carryOut, (caseId, citizenId, measure));
        bytes memory result = new bytes(MAX_REASON_LENGTH);
        assembly ("memory-safe") {
            success := call(MEASURE_GAS, address(), 0, add(data, 0x20), mload(data), 0, 0)
            // Whoever fails cannot make it dear by what it says.
            let size := returndatasize()
            if gt(size, MAX_REASON_LENGTH) { size := MAX_REASON_LENGTH }
            mstore(result, size)
            returndatacopy(add(result, 0x20), 0, size)
        }
        if (!success) emit MeasureFailed(caseId, citizenId, index, result);
        else if (abi.decode(result, (bool))) emit MeasureMoot(caseId, citizenId, index);
        else emit MeasureCarriedOut(caseId, citizenId, index, measure);
    }

    function _isHeld(Standing standing) internal pure returns (bool) {
        return standing == Standing.Active || standing == Standing.Suspended;
    }

    /* INTERNAL */

    function _fine(uint256 caseId, uint256 citizenId, uint256 amount) private {
        Conduct storage conduct = _conducts[citizenId];
        conduct.unpaidFine += uint128(amount); // Within the bounds of the provision, which fit.
        conduct.finedBy = uint64(caseId);
        emit FineImposed(caseId, citizenId, amount);
        _collect(citizenId);
    }

    /// @dev Takes what there is of what is owed.
    function _collect(uint256 citizenId) private returns (uint256 collected) {
        Conduct storage conduct = _conducts[citizenId];
        uint256 unpaid = conduct.unpaidFine;
        StakePosition memory position = STAKE.positionOf(citizenId);
        uint256 fromStake = Math.min(unpaid, position.staked + position.leaving);
        uint256 fromBond = Math.min(unpaid - fromStake, ROLL.jurorOf(citizenId).bond);
        collected = fromStake + fromBond;
        if (collected == 0) return 0;

        bytes32 grounds = bytes32(uint256(conduct.finedBy));
        conduct.unpaidFine = uint128(unpaid - collected);
        emit FineCollected(citizenId, fromStake, fromBond, unpaid - collected);
        if (fromStake != 0) STAKE.slash(citizenId, fromStake, grounds);
        if (fromBond != 0) ROLL.slash(citizenId, fromBond, grounds);
    }

    /// @dev From now on, or from the end of the suspension under way: two rulings are served one after the other.
    function _suspend(uint256 citizenId, CitizenRecord memory record, uint256 period, bytes32 grounds) private {
        uint256 from = Math.max(block.timestamp, record.suspendedUntil);
        if (record.standing == Standing.Suspended) CITIZENSHIP.reinstate(citizenId);
        CITIZENSHIP.suspend(citizenId, uint40(from + period), grounds);
    }

    function _institution(bytes32 name) private view returns (address account) {
        account = NATION.institution(name);
        require(account != address(0), Enforcement_NoInstitution(name));
    }
}
