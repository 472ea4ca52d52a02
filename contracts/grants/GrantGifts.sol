// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC1363Receiver} from "@openzeppelin/contracts/interfaces/IERC1363Receiver.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {GIFTS_PER_WORD, GiftsWord} from "./GiftsWord.sol";
import {GrantRecords} from "./GrantRecords.sol";
import {IGrants, RoundOutcome} from "./IGrants.sol";
import {Matching} from "./Matching.sol";
import {RoundWord} from "./RoundWord.sol";
import {SumsWord} from "./SumsWord.sol";

/// @title  GrantGifts
/// @notice How citizens give to projects, and accept what these did. A gift updates running sums alone.
/// @dev AUTHORITY    A citizen whose vote is awake gives the own coin, and accepts once what that citizen gave to.
///
///      ASSUMPTIONS  Those of {GrantRecords}. The coin says truly who sent how much.
///
///      INVARIANTS   Those of {GrantRecords}.
///
///      LIMITS       A gift is final: whoever leaves the nation has given. A further project moves parts of the head from at most
///                   seven others, each of which is written for it.
abstract contract GrantGifts is GrantRecords {
    /* GIVING */

    /// @inheritdoc IGrants
    function onTransferReceived(address operator, address from, uint256 value, bytes calldata data)
        external
        returns (bytes4)
    {
        require(msg.sender == address(COIN), Grants_NotTheCoin(msg.sender));
        require(operator == from, Grants_SentForAnother(operator, from));

        if (data.length == 32) _give(uint256(bytes32(data)), from, value);
        else if (data.length == 0) _grow(from, value);
        else revert Grants_MalformedData(data.length);
        return IERC1363Receiver.onTransferReceived.selector;
    }

    /// @inheritdoc IGrants
    function accept(uint256 projectId) external {
        Project storage project = _project(projectId);
        SumsWord sums = project.sums;
        Round storage round = _rounds[sums.roundId()];
        uint256 claimableUntil = round.claimableUntil;
        bool isAcceptable = round.outcome == RoundOutcome.Matched && block.timestamp <= claimableUntil;
        require(isAcceptable, Grants_NotAcceptable(projectId, claimableUntil));
        uint256 citizenId = _requireVoter(msg.sender);
        GiftsWord[2] storage words = _gifts[sums.roundId()][citizenId];
        uint256 index = 0;
        while (index < MOST_PROJECTS && _projectAt(words, index) != projectId) ++index;
        bool isOwn = index < MOST_PROJECTS && !words[index / GIFTS_PER_WORD].isAcceptedAt(index % GIFTS_PER_WORD);
        require(isOwn, Grants_NotYoursToAccept(projectId, citizenId));

        words[index / GIFTS_PER_WORD] = words[index / GIFTS_PER_WORD].withAcceptance(index % GIFTS_PER_WORD);
        sums = sums.withAcceptance();
        project.sums = sums;
        emit GrantAccepted(projectId, citizenId, sums.accepted(), _needed(sums, round));
    }

    /* INTERNAL */

    function _grow(address from, uint256 amount) internal {
        uint256 newCollected = collected + amount;
        collected = newCollected;
        emit PotGrown(from, amount, newCollected);
    }

    function _give(uint256 projectId, address from, uint256 value) private {
        Project storage project = _project(projectId);
        SumsWord sums = project.sums;
        uint256 roundId = sums.roundId();
        Round storage round = _rounds[roundId];
        RoundWord word = round.word;
        // Not `require`, which evaluates the error's arguments in every gift.
        if (block.timestamp >= word.closesAt()) revert Grants_RoundOver(roundId, word.closesAt());
        if (value == 0 || value % STEP != 0) revert Grants_NotInSteps(value, STEP);
        uint256 citizenId = _requireVoter(from);

        uint256 more = value / STEP;
        (uint256 before, uint256 count) = _book(_gifts[roundId][citizenId], projectId, citizenId, more, word.counted());
        uint256 oldWeight = _weightOf(sums);
        sums = sums.withGift(more, Math.sqrt((before + more) * STEP) - Math.sqrt(before * STEP));
        if (before == 0) sums = sums.withDonor(Matching.HEAD / count);
        project.sums = sums;
        word = word.withWeight(word.weight() - oldWeight + _weightOf(sums));
        if (before == 0 && count == 1) word = word.withDonor();
        round.word = word;
        emit Contributed(projectId, citizenId, value);
    }

    /// @dev Books a gift among the citizen's others of the round. If the project is a further one, the others have less of the head.
    /// @return before What the citizen gave the project before, in steps.
    /// @return count To how many projects the citizen gave, with this one.
    function _book(GiftsWord[2] storage words, uint256 projectId, uint256 citizenId, uint256 more, uint256 counted)
        private
        returns (uint256 before, uint256 count)
    {
        GiftsWord first = words[0];
        GiftsWord second = first.isFull() ? words[1] : GiftsWord.wrap(0);
        uint256 index = MOST_PROJECTS;
        uint256 given = 0;
        for (; count < MOST_PROJECTS; ++count) {
            GiftsWord word = count < GIFTS_PER_WORD ? first : second;
            uint256 other = word.projectAt(count % GIFTS_PER_WORD);
            if (other == 0) break;
            uint256 amount = word.amountAt(count % GIFTS_PER_WORD);
            given += amount;
            if (other == projectId) (index, before) = (count, amount);
        }
        if (given + more > counted) revert Grants_MoreThanCounts(citizenId, more * STEP, (counted - given) * STEP);
        if (index == MOST_PROJECTS) {
            if (count == MOST_PROJECTS) revert Grants_TooManyProjects(citizenId, MOST_PROJECTS);
            _splitHead(first, second, count);
            index = count++;
        }
        if (index < GIFTS_PER_WORD) words[0] = first.withGift(index, projectId, more);
        else words[1] = second.withGift(index - GIFTS_PER_WORD, projectId, more);
    }

    /// @dev Takes parts of the head from the projects that had it, for one more.
    function _splitHead(GiftsWord first, GiftsWord second, uint256 count) private {
        if (count == 0) return;
        uint256 fewer = Matching.HEAD / count - Matching.HEAD / (count + 1);
        for (uint256 i = 0; i < count; ++i) {
            GiftsWord word = i < GIFTS_PER_WORD ? first : second;
            Project storage other = _projects[word.projectAt(i % GIFTS_PER_WORD)];
            other.sums = other.sums.withFewerHeads(fewer);
        }
    }
}
