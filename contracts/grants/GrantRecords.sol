// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {ICivicCoin} from "../coin/ICivicCoin.sol";
import {BASIS_POINTS} from "../kernel/BasisPoints.sol";
import {Payouts} from "../kernel/Payouts.sol";
import {GIFTS_PER_WORD, GiftsWord} from "./GiftsWord.sol";
import {GrantsProvisions} from "./GrantsProvisions.sol";
import {Gift, IGrants, ProjectView, RoundOutcome, RoundView} from "./IGrants.sol";
import {Matching} from "./Matching.sol";
import {RoundWord} from "./RoundWord.sol";
import {SumsWord} from "./SumsWord.sol";

/// @title  GrantRecords
/// @notice What the grants keep of rounds, projects and gifts, and how it is read.
/// @dev AUTHORITY    Nobody: it keeps and reads.
///
///      ASSUMPTIONS  Less than 2^24 citizens and projects, and less than 2^96 base units of coin, as the coin has it.
///
///      INVARIANTS   GRANT-1 [money]: what came in is what was collected for the next round, what rounds have left, gifts that
///                   no project was owed, what is owed, what was claimed, and what went to the treasury.
///                   GRANT-2 [share]: no project gets more of a pot than its share of the donors, and all together no more
///                   than the pot.
///                   GRANT-3 [heads]: a citizen's gifts in a round have one head together, split evenly over the projects,
///                   and never come to more than counts.
///
///      LIMITS       The contract works until the year 36812.
abstract contract GrantRecords is IGrants, GrantsProvisions, Payouts {
    /// @dev Amounts in base units, shares in basis points.
    struct Round {
        RoundWord word;
        uint96 pot;
        uint96 left;
        uint40 claimableUntil;
        RoundOutcome outcome;
        uint40 openedAt;
        uint24 firstProjectId;
        uint24 projects;
        uint16 advance;
        uint16 acceptance;
        uint16 windowDays;
    }

    struct Project {
        SumsWord sums;
        address recipient;
        uint96 matched;
        uint32 recipientId;
        uint32 registeredBy;
        bool isSettled;
        string title;
        string uri;
    }

    /// @inheritdoc IGrants
    uint256 public constant LEAST_DONORS = 10;

    /// @inheritdoc IGrants
    uint256 public constant MOST_PROJECTS = 8;

    /// @inheritdoc IGrants
    uint256 public constant STEP = 1e12;

    ICivicCoin internal immutable COIN;
    ICitizenship internal immutable CITIZENSHIP;

    // [money]
    /// @inheritdoc IGrants
    uint256 public collected;

    /// @inheritdoc IGrants
    uint256 public roundCount;

    /// @inheritdoc IGrants
    uint256 public projectCount;

    // [share]: by number. No arrays: a gift would read their lengths.
    mapping(uint256 roundId => Round) internal _rounds;
    mapping(uint256 projectId => Project) internal _projects;

    // [heads]: the first four gifts, and the others.
    mapping(uint256 roundId => mapping(uint256 citizenId => GiftsWord[2])) internal _gifts;

    /// @inheritdoc IGrants
    mapping(uint256 citizenId => uint256) public registeredIn;

    constructor(ICivicCoin coin, ICitizenship citizenship) {
        COIN = coin;
        CITIZENSHIP = citizenship;
    }

    /* READING */

    /// @inheritdoc IGrants
    function roundOf(uint256 roundId) external view returns (RoundView memory) {
        Round storage round = _round(roundId);
        return RoundView({
            outcome: round.outcome,
            openedAt: round.openedAt,
            registerUntil: _registerUntil(round),
            closesAt: round.word.closesAt(),
            claimableUntil: round.claimableUntil,
            pot: round.pot,
            left: round.left,
            counted: round.word.counted() * STEP,
            donors: round.word.donors(),
            weight: round.word.weight(),
            firstProjectId: round.firstProjectId,
            projects: round.projects,
            advance: round.advance,
            acceptance: round.acceptance
        });
    }

    /// @inheritdoc IGrants
    function projectOf(uint256 projectId) external view returns (ProjectView memory) {
        Project storage project = _project(projectId);
        SumsWord sums = project.sums;
        Round storage round = _rounds[sums.roundId()];
        return ProjectView({
            roundId: sums.roundId(),
            recipient: project.recipient,
            recipientId: project.recipientId,
            registeredBy: project.registeredBy,
            title: project.title,
            uri: project.uri,
            given: sums.steps() * STEP,
            donors: sums.donors(),
            heads: sums.heads(),
            weight: _weightOf(sums),
            matching: round.outcome == RoundOutcome.Unmatched ? 0 : _matchingOf(sums, round),
            accepted: sums.accepted(),
            needed: _needed(sums, round),
            matched: project.matched,
            isSettled: project.isSettled
        });
    }

    /// @inheritdoc IGrants
    function giftsOf(uint256 roundId, uint256 citizenId) external view returns (Gift[] memory gifts) {
        GiftsWord[2] storage words = _gifts[roundId][citizenId];
        uint256 count = 0;
        while (count < MOST_PROJECTS && _projectAt(words, count) != 0) ++count;
        gifts = new Gift[](count);
        for (uint256 i = 0; i < count; ++i) {
            GiftsWord word = words[i / GIFTS_PER_WORD];
            uint256 place = i % GIFTS_PER_WORD;
            gifts[i] = Gift(word.projectAt(place), word.amountAt(place) * STEP, word.isAcceptedAt(place));
        }
    }

    /// @inheritdoc IGrants
    function dueOf(uint256 projectId) external view returns (uint256 gifts, uint256 matching) {
        Project storage project = _project(projectId);
        return _dueOf(project, _rounds[project.sums.roundId()]);
    }

    /* INTERNAL */

    function _round(uint256 roundId) internal view returns (Round storage) {
        require(roundId != 0 && roundId <= roundCount, Grants_UnknownRound(roundId));
        return _rounds[roundId];
    }

    function _project(uint256 projectId) internal view returns (Project storage project) {
        project = _projects[projectId];
        require(project.sums.roundId() != 0, Grants_UnknownProject(projectId));
    }

    /// @dev The first half of a round: in the second one, all can compare all that there is.
    function _registerUntil(Round storage round) internal view returns (uint256) {
        return (uint256(round.openedAt) + round.word.closesAt()) / 2;
    }

    function _dueOf(Project storage project, Round storage round)
        internal
        view
        returns (uint256 gifts, uint256 matching)
    {
        if (round.outcome == RoundOutcome.Open) return (0, 0);
        SumsWord sums = project.sums;
        if (!project.isSettled) gifts = sums.steps() * STEP;
        if (block.timestamp <= round.claimableUntil) {
            uint256 whole = _matchingOf(sums, round);
            bool isAccepted = sums.accepted() >= _needed(sums, round);
            matching = (isAccepted ? whole : whole * round.advance / BASIS_POINTS) - project.matched;
        }
    }

    function _weightOf(SumsWord sums) internal pure returns (uint256) {
        return Matching.weightOf(sums.roots(), sums.steps() * STEP);
    }

    function _needed(SumsWord sums, Round storage round) internal view returns (uint256) {
        return Math.ceilDiv(sums.donors() * round.acceptance, BASIS_POINTS);
    }

    function _requireVoter(address account) internal view returns (uint256 citizenId) {
        citizenId = CITIZENSHIP.citizenOf(account);
        require(citizenId != 0 && CITIZENSHIP.mayVote(citizenId), Grants_MayNotVote(account));
    }

    /// @inheritdoc Payouts
    function _holderOf(uint256 citizenId) internal view override returns (address) {
        return CITIZENSHIP.holderOf(citizenId);
    }

    function _projectAt(GiftsWord[2] storage words, uint256 index) internal view returns (uint256) {
        return words[index / GIFTS_PER_WORD].projectAt(index % GIFTS_PER_WORD);
    }

    function _matchingOf(SumsWord sums, Round storage round) private view returns (uint256) {
        RoundWord word = round.word;
        return Matching.matchingOf(round.pot, _weightOf(sums), word.weight(), sums.heads(), word.donors());
    }
}
