// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ApplicationView, Phase, ValidatorView} from "../../contracts/admissions/IAdmissions.sol";

/// A directory, a governor, a court and admissions that say what they are told.
contract MeritWitness {
    mapping(bytes32 name => address) public institution;
    mapping(uint256 proposalId => uint256) public proposalDeadline;
    mapping(uint256 proposalId => mapping(uint256 citizenId => bool)) public hasCitizenVoted;
    mapping(uint256 caseId => uint256[]) private _words;
    mapping(bytes32 applicationId => ApplicationView) private _applications;
    mapping(uint256 citizenId => bool) private _disowned;

    function appoint(bytes32 name, address account) external {
        institution[name] = account;
    }

    function setBallots(uint256 proposalId, uint256 deadline, uint256[] calldata citizenIds) external {
        proposalDeadline[proposalId] = deadline;
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            hasCitizenVoted[proposalId][citizenIds[i]] = true;
        }
    }

    function setCase(uint256 caseId, uint256[] calldata words) external {
        _words[caseId] = words;
    }

    function setApplication(bytes32 applicationId, Phase phase, uint256 citizenId, uint256[] calldata validatorIds)
        external
    {
        ApplicationView storage application = _applications[applicationId];
        (application.phase, application.citizenId, application.validatorIds) = (phase, citizenId, validatorIds);
    }

    function setDisowned(uint256 citizenId, bool isDisowned) external {
        _disowned[citizenId] = isDisowned;
    }

    function caseWords(uint256 caseId) external view returns (uint256[] memory) {
        return _words[caseId];
    }

    function applicationOf(bytes32 applicationId) external view returns (ApplicationView memory) {
        return _applications[applicationId];
    }

    function validatorOf(uint256 citizenId) external view returns (ValidatorView memory validator) {
        validator.isDisowned = _disowned[citizenId];
    }
}
