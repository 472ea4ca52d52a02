// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FIVE_SEATS} from "../court/CaseTypes.sol";
import {ICourt} from "../court/ICourt.sol";
import {IArbitrable} from "../standards/IArbitrable.sol";
import {Guardians} from "./Guardians.sol";
import {IRecovery, RecoveryPhase} from "./IRecovery.sol";

/// @title  RecoveryCases
/// @notice A stopped recovery before the court. Whoever stopped it has the present key, and may have stolen it.
/// @dev ASSUMPTIONS  The court ends every case, and rules once on it.
abstract contract RecoveryCases is Guardians {
    /// @dev How long after a stop it can be contested, in seconds. No pause is shorter.
    uint256 private constant CONTEST_PERIOD = 14 days;

    uint256 private constant CHOICES = 2;
    uint256 private constant GRANTED = 2;

    ICourt internal immutable COURT;

    /// @dev One slot, but for the case.
    /// @param newHolder The account to which the citizenship is to move.
    /// @param moment From when on it can be completed, or until when its stop can be contested.
    /// @param pausedUntil Until when no further one can be announced.
    /// @param phase How far it is, by what was done last.
    /// @param announcers The number of the set of guardians who announced it; 0 if the government did.
    /// @param nonce How many were ever announced.
    /// @param caseId The case about the last one that was contested.
    struct Recoverable {
        address newHolder;
        uint32 moment;
        uint32 pausedUntil;
        RecoveryPhase phase;
        uint8 announcers;
        uint16 nonce;
        uint64 caseId;
    }

    mapping(uint256 citizenId => Recoverable) internal _recoveries;

    /// @inheritdoc IRecovery
    mapping(uint256 caseId => uint256 citizenId) public citizenOfCase;

    constructor(ICourt court) {
        COURT = court;
        emit MetaEvidence(0, _question());
    }

    /* STOPPING AND CONTESTING */

    /// @inheritdoc IRecovery
    function stop() external {
        uint256 citizenId = _requireCitizen(msg.sender);
        Recoverable storage r = _requirePhase(citizenId, RecoveryPhase.Announced);
        _requireBefore(citizenId, _lapsesAt(r));

        r.phase = RecoveryPhase.Stopped;
        r.pausedUntil = _pauseEnd();
        r.moment = r.announcers == 0 ? 0 : uint32(block.timestamp + CONTEST_PERIOD);
        emit RecoveryStopped(citizenId, r.newHolder, r.moment);
    }

    /// @inheritdoc IRecovery
    function contest(uint256 citizenId) external payable returns (uint256 caseId) {
        Recoverable storage r = _requirePhase(citizenId, RecoveryPhase.Stopped);
        require(r.announcers != 0, Recovery_NotContestable(citizenId));
        _requireBefore(citizenId, r.moment);
        bytes memory extraData = _extraData(citizenId);
        uint256 cost = COURT.arbitrationCost(extraData);
        require(msg.value == cost, Recovery_WrongValue(msg.value, cost));

        r.phase = RecoveryPhase.Contested;
        // The court calls nobody back.
        caseId = COURT.createDispute{value: cost}(CHOICES, extraData);
        r.caseId = uint64(caseId);
        citizenOfCase[caseId] = citizenId;
        emit RecoveryContested(citizenId, caseId, msg.sender);
        emit Dispute(COURT, caseId, 0, caseId);
    }

    /// @inheritdoc IArbitrable
    /// @dev Records, and does nothing that could fail.
    /// @custom:access court
    /// @custom:reverts Recovery_NotTheCourt if anyone else calls.
    /// @custom:reverts Recovery_NoSuchCase if no recovery waits for a ruling in it.
    function rule(uint256 caseId, uint256 ruling) external {
        require(msg.sender == address(COURT), Recovery_NotTheCourt(msg.sender));
        uint256 citizenId = citizenOfCase[caseId];
        Recoverable storage r = _recoveries[citizenId];
        require(r.phase == RecoveryPhase.Contested && r.caseId == caseId, Recovery_NoSuchCase(caseId));

        bool isGranted = ruling == GRANTED;
        r.phase = isGranted ? RecoveryPhase.Granted : RecoveryPhase.None;
        r.moment = uint32(block.timestamp);
        if (!isGranted) r.pausedUntil = _pauseEnd();
        emit Ruling(COURT, caseId, ruling);
        emit RecoveryDecided(citizenId, caseId, isGranted);
    }

    /* READING */

    /// @inheritdoc IRecovery
    function contestCost(uint256 citizenId) external view returns (uint256 cost) {
        return COURT.arbitrationCost(_extraData(citizenId));
    }

    /* FOR THE REST */

    /// @dev When a recovery lapses that is announced or granted.
    function _lapsesAt(Recoverable storage r) internal view virtual returns (uint256);

    function _pauseEnd() internal view returns (uint32) {
        return uint32(block.timestamp + _loadProvision(PAUSE).current());
    }

    function _requirePhase(uint256 citizenId, RecoveryPhase phase) internal view returns (Recoverable storage r) {
        r = _recoveries[citizenId];
        require(r.phase == phase, Recovery_WrongPhase(citizenId, r.phase));
    }

    function _requireBefore(uint256 citizenId, uint256 moment) internal view {
        require(block.timestamp < moment, Recovery_TooLate(citizenId, moment));
    }

    /// @inheritdoc Guardians
    /// @dev Who announced a recovery that can still be stopped or contested is a party of its case.
    function _requireReplaceable(uint256 citizenId, uint256 number) internal view override {
        Recoverable storage r = _recoveries[citizenId];
        // What the government announced has no guardians, and is not contested.
        if (number == 0 || r.announcers != number) return;
        uint256 neededUntil = 0;
        if (r.phase == RecoveryPhase.Announced) neededUntil = _lapsesAt(r);
        if (r.phase == RecoveryPhase.Stopped) neededUntil = r.moment;
        require(block.timestamp >= neededUntil, Recovery_GuardiansNeeded(citizenId, neededUntil));
    }

    /* INTERNAL */

    /// @dev For the court: five seats, and as parties the citizen and the guardians who announced, if they are citizens. Nobody who
    /// has the key chooses by other guardians who judges.
    function _extraData(uint256 citizenId) private view returns (bytes memory data) {
        data = abi.encodePacked(uint8(FIVE_SEATS));
        uint256[] memory parties = _partiesOf(citizenId, _recoveries[citizenId].announcers);
        for (uint256 i = 0; i < parties.length; ++i) {
            if (parties[i] != 0) data = abi.encodePacked(data, uint32(parties[i]));
        }
    }

    // solhint-disable quotes
    /// @dev ERC-1497's document, as a data URI.
    function _question() private pure returns (string memory) {
        return string.concat(
            'data:application/json,{"category":"Recovery","title":"A stopped recovery","description":"',
            "Guardians whom a citizen had chosen announced that the citizen lost the key. Whoever has the present key stopped",
            ' that.","question":"Is the person who stands behind the new account the citizen, rather than whoever has the',
            ' present key?","rulingOptions":{"type":"single-select","titles":["No: the citizenship stays","Yes: the citizenship',
            ' moves"]}}'
        );
    }
}
