// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {INation} from "../nation/INation.sol";
import {SanctionKind} from "../tribunal/IEnforcement.sol";
import {Challenge, Ground, ITribunal, Outcome} from "../tribunal/ITribunal.sol";

/// @title  FinalRulings
/// @notice What the nation's present tribunal says of a citizenship: whether a challenge waits that calls it false, and whether a
///         ruling that ended it is final.
/// @dev LIMITS   A tribunal that was replaced is not asked.
library FinalRulings {
    bytes32 private constant TRIBUNAL = "tribunal";

    /// @dev The challenge that calls an admission false and waits for its ruling or its enforcement, can be reopened, or became final
    /// lately; 0 if none does.
    function pendingAgainst(INation nation, uint256 citizenId) internal view returns (uint256 caseId) {
        ITribunal tribunal = ITribunal(nation.institution(TRIBUNAL));
        if (address(tribunal) == address(0)) return 0;
        (, caseId,) = tribunal.challengeable(citizenId, Ground.FalseDossier, 0);
        if (caseId == 0) (, caseId,) = tribunal.challengeable(citizenId, Ground.DuplicatePerson, 0);
    }

    /// @dev Whether a case is a final ruling that a citizenship ends, whether it was carried out, and whether it says that the admission
    /// was false; with who brought it. Of two citizenships of one person, the later one was. Where the person came back meanwhile, the
    /// ruling has ended what the person held then, and says nothing of that admission.
    function endingBy(INation nation, uint256 caseId, uint256 citizenId)
        internal
        view
        returns (bool isFinal, bool isEnforced, bool isFalse, address challenger, uint256 challengerId)
    {
        ITribunal tribunal = ITribunal(nation.institution(TRIBUNAL));
        if (address(tribunal) == address(0)) return (false, false, false, address(0), 0);
        Challenge memory c = tribunal.challengeOf(caseId);
        (bool asksForTheEnd, bool isDone) = _endOf(c);
        bool isAccused = c.citizenId == citizenId;
        isFinal = (isAccused || tribunal.endedBy(caseId) == citizenId) && c.outcome == Outcome.Granted
            && block.timestamp >= c.reopenableUntil && asksForTheEnd;
        isEnforced = isDone;
        isFalse = isAccused
            && (c.ground == Ground.FalseDossier || (c.ground == Ground.DuplicatePerson && c.citedId < citizenId));
        (challenger, challengerId) = (c.challenger, c.challengerId);
    }

    /// @dev Whether a challenge asks that the citizenship ends, and whether that was carried out.
    function _endOf(Challenge memory c) private pure returns (bool isAsked, bool isDone) {
        for (uint256 i = 0; i < c.sanctions.length; ++i) {
            if (c.sanctions[i].kind == SanctionKind.Revoke) return (true, c.isEnforced[i]);
        }
    }
}
