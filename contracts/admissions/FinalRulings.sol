// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {INation} from "../nation/INation.sol";
import {SanctionKind} from "../tribunal/IEnforcement.sol";
import {Challenge, Ground, ITribunal, Outcome} from "../tribunal/ITribunal.sol";

/// @title  FinalRulings
/// @notice What the nation's present tribunal says of a citizenship: whether a challenge waits that calls it false, and whether a
///         ruling that ended it is final.
/// @dev LIMITS   A tribunal that was replaced is not asked. A ruling of the plenary on an established citizen who never answered
///               counts as final as late as one of panels does.
library FinalRulings {
    bytes32 private constant TRIBUNAL = "tribunal";

    /// @dev For how long after its lapse a ruling that nobody answered can be reopened, at most: a year after the end.
    uint256 private constant REOPENABLE = 365 days;

    /// @dev The challenge that calls an admission false and waits for its ruling, or for its enforcement; 0 if none does.
    function pendingAgainst(INation nation, uint256 citizenId) internal view returns (uint256 caseId) {
        ITribunal tribunal = ITribunal(nation.institution(TRIBUNAL));
        if (address(tribunal) == address(0)) return 0;
        (, caseId,) = tribunal.challengeable(citizenId, Ground.FalseDossier, 0);
        if (caseId == 0) (, caseId,) = tribunal.challengeable(citizenId, Ground.DuplicatePerson, 0);
    }

    /// @dev Whether a case is a final ruling that a citizenship ends, and on which ground; with who brought it.
    function endingBy(INation nation, uint256 caseId, uint256 citizenId)
        internal
        view
        returns (bool isFinal, bool isFalse, address challenger, uint256 challengerId)
    {
        ITribunal tribunal = ITribunal(nation.institution(TRIBUNAL));
        if (address(tribunal) == address(0)) return (false, false, address(0), 0);
        Challenge memory c = tribunal.challengeOf(caseId);
        isFinal = c.citizenId == citizenId && c.outcome == Outcome.Granted && _isBeyondReopening(c) && _asksForTheEnd(c);
        isFalse = c.ground == Ground.FalseDossier || c.ground == Ground.DuplicatePerson;
        (challenger, challengerId) = (c.challenger, c.challengerId);
    }

    function _isBeyondReopening(Challenge memory c) private view returns (bool) {
        return c.isNewcomer || c.isAnswered || c.reopenedAs != 0 || block.timestamp >= c.lapsesAt + REOPENABLE;
    }

    function _asksForTheEnd(Challenge memory c) private pure returns (bool) {
        if (c.ground != Ground.Offence) return true;
        for (uint256 i = 0; i < c.sanctions.length; ++i) {
            if (c.sanctions[i].kind == SanctionKind.Revoke) return true;
        }
        return false;
    }
}
