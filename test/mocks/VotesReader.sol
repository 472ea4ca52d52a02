// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {ICitizenship} from "../../contracts/citizenship/ICitizenship.sol";

/// Asks about all citizens in one call.
contract VotesReader {
    ICitizenship private immutable _CITIZENSHIP;

    constructor(ICitizenship citizenship) {
        _CITIZENSHIP = citizenship;
    }

    function present() external view returns (uint256[] memory votes, bool[] memory active, uint256 total) {
        uint256 count = _CITIZENSHIP.lastCitizenId();
        votes = new uint256[](count);
        active = new bool[](count);
        for (uint256 i = 0; i < count; ++i) {
            votes[i] = _CITIZENSHIP.votesOf(i + 1);
            active[i] = _CITIZENSHIP.isActive(i + 1);
        }
        total = _CITIZENSHIP.citizenCount();
    }

    function past(uint256 moment)
        external
        view
        returns (uint256[] memory votes, uint256[] memory delegateIds, uint256 total)
    {
        uint256 count = _CITIZENSHIP.lastCitizenId();
        votes = new uint256[](count);
        delegateIds = new uint256[](count);
        for (uint256 i = 0; i < count; ++i) {
            votes[i] = _CITIZENSHIP.pastVotesOf(i + 1, moment);
            delegateIds[i] = _CITIZENSHIP.pastDelegateOf(i + 1, moment);
        }
        total = IVotes(address(_CITIZENSHIP)).getPastTotalSupply(moment);
    }
}
