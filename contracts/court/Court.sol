// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {IArbitrator} from "../standards/IArbitrator.sol";
import {ProvisionTerms, Unit} from "../kernel/IProvisions.sol";
import {Provisions} from "../kernel/Provisions.sol";
import {CourtAppeals} from "./CourtAppeals.sol";
import {CourtDocket} from "./CourtDocket.sol";
import {CourtPanels} from "./CourtPanels.sol";
import {CourtRecords} from "./CourtRecords.sol";
import {Lane, Phase} from "./Docket.sol";
import {ICourt} from "./ICourt.sol";
import {IJuryRoll} from "../jury-roll/IJuryRoll.sol";
import {IRandomness} from "../randomness/IRandomness.sol";

/// @title  Court
/// @notice Decides disputes between any contracts that speak ERC-792, by panels of citizens and at last by all of them.
/// @dev AUTHORITY    Anyone brings cases, moves them on and delivers rulings. Jurors and citizens decide them. The government sets
///                   the provisions and appoints the source of chance, for rounds and draws to come; it decides no case.
///
///      ASSUMPTIONS  The roll draws nobody twice, and ends the duties that it is told to. A source of chance gives one seed for
///                   a request, not known when it is made. The treasury takes native coin. Citizens' ids fit 32 bits.
///
///      INVARIANTS   JUST-1: the money of a case is conserved to the wei.
///                   JUST-2: a ruling that was decided is final, and is delivered with success at most once.
///                   JUST-3: at most one seat per citizen per panel.
///                   JUST-4: every case can reach an end by someone's act from any state.
///
///      LIMITS       At most 254 choices. A seed that never comes is its source's to replace. Whoever the arbitrable names as a
///                   party is believed to be one. Works until 7 February 2106.
contract Court is CourtPanels, CourtAppeals, CourtDocket {
    /// @dev What a receiver of a ruling may use. The rest is for what the court does after it, and for what a call keeps back.
    uint256 private constant RULE_GAS = 2_000_000;
    uint256 private constant EXECUTE_GAS = RULE_GAS + RULE_GAS / 63 + 50_000;

    constructor(
        address initialAuthority,
        ICitizenship citizenship,
        IJuryRoll juryRoll,
        IRandomness initialRandomness,
        address payable treasury,
        ProvisionTerms[] memory terms
    ) AccessManaged(initialAuthority) Provisions(terms) CourtRecords(citizenship, juryRoll, treasury) {
        for (uint256 i = 0; i < terms.length; ++i) {
            (bytes32 key, Unit unit) = _provisionAt(i);
            (uint256 min, uint256 max, uint256 limit) = (terms[i].min, terms[i].max, _limitOf(unit));
            require(min != 0 && max <= limit, Court_BoundsUnsound(key, min, max, limit));
        }
        _sources[0] = initialRandomness;
        emit RandomnessAppointed(initialRandomness);
    }

    /* BRINGING A CASE */

    /// @inheritdoc IArbitrator
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 caseId) {
        require(choices != 0 && choices <= MAX_CHOICES, Court_ChoicesOutOfBounds(choices, MAX_CHOICES));
        Lane lane = _laneIn(extraData);
        uint256 cost = _firstCost(lane);
        _charge(cost);

        caseId = ++_caseCount;
        Case storage c = _cases[caseId];
        c.arbitrable = msg.sender;
        c.lane = lane;
        c.choices = uint8(choices);
        emit DisputeCreation(caseId, IArbitrable(msg.sender));
        emit CaseOpened(caseId, msg.sender, lane, choices, cost);
        if (extraData.length > 1) _excuse(caseId, c, extraData[1:]);
        _openRound(caseId, c, 0, cost);
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
        require(!_isExcused(c, citizenId), Court_Excused(caseId, citizenId));
        uint256 count = c.excusedCount;
        require(count < MAX_EXCUSED, Court_ExcusesFull(caseId, MAX_EXCUSED));

        c.excused |= citizenId << (32 * count);
        ++c.excusedCount;
        emit CitizenExcused(caseId, citizenId);
    }

    /* END */

    /// @inheritdoc ICourt
    function execute(uint256 caseId) external returns (bool delivered) {
        Case storage c = _requirePhase(caseId, Phase.Final);
        require(gasleft() >= EXECUTE_GAS, Court_GasTooLow(gasleft(), EXECUTE_GAS));
        address arbitrable = c.arbitrable;
        uint256 ruling = c.ruling;

        // Recorded as delivered before the call, so that whoever comes back in from it finds nothing left to deliver.
        c.phase = Phase.Executed;
        bytes memory data = abi.encodeCall(IArbitrable.rule, (caseId, ruling));
        assembly ("memory-safe") {
            // What comes back is not copied.
            delivered := call(RULE_GAS, arbitrable, 0, add(data, 0x20), mload(data), 0, 0)
        }
        if (delivered) {
            emit RulingDelivered(caseId, arbitrable, ruling);
        } else {
            c.phase = Phase.Final;
            emit RulingRefused(caseId, arbitrable, ruling);
        }
    }

    /* GOVERNING */

    /// @inheritdoc ICourt
    function appointRandomness(IRandomness newRandomness) external restricted {
        require(address(newRandomness).code.length != 0, Court_RandomnessHasNoCode(address(newRandomness)));
        _sources[++_lastSource] = newRandomness;
        emit RandomnessAppointed(newRandomness);
    }

    /* ERC-792 */

    /// @inheritdoc IArbitrator
    function arbitrationCost(bytes calldata extraData) external view returns (uint256) {
        return _firstCost(_laneIn(extraData));
    }

    /// @inheritdoc IArbitrator
    function disputeStatus(uint256 caseId) external view returns (DisputeStatus) {
        Case storage c = _cases[caseId];
        require(c.phase != Phase.None, Court_WrongPhase(caseId, Phase.None));
        if (c.phase >= Phase.Final) return DisputeStatus.Solved;
        return c.phase == Phase.Appeal && block.timestamp < c.endsAt ? DisputeStatus.Appealable : DisputeStatus.Waiting;
    }

    /// @inheritdoc IArbitrator
    function currentRuling(uint256 caseId) external view returns (uint256) {
        return _cases[caseId].ruling;
    }

    /* INTERNAL */

    function _firstCost(Lane lane) private view returns (uint256) {
        return _ofLane(lane, SEAT_FEE) * 1 gwei * _sizeOf(0);
    }

    function _laneIn(bytes calldata extraData) private pure returns (Lane) {
        uint256 length = extraData.length;
        if (length == 0) return Lane.General;
        uint256 lane = uint8(extraData[0]);
        require(
            lane <= uint256(type(Lane).max) && length % 4 == 1 && length <= 1 + 4 * MAX_EXCUSED,
            Court_ExtraDataInvalid(extraData)
        );
        return Lane(lane);
    }

    function _excuse(uint256 caseId, Case storage c, bytes calldata parties) private {
        uint256 excused = 0;
        for (uint256 i = 0; i < parties.length; i += 4) {
            uint256 citizenId = uint32(bytes4(parties[i:i + 4]));
            require(citizenId != 0, Court_PartyInvalid(citizenId));
            excused |= citizenId << (8 * i);
            emit CitizenExcused(caseId, citizenId);
        }
        c.excused = excused;
        c.excusedCount = uint8(parties.length / 4);
    }
}
