// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRandomness} from "../randomness/IRandomness.sol";

/// @dev A mark of a dispute, in the first byte of its `extraData`: the fast track.
uint256 constant FAST = 1;

/// @dev A mark of a dispute: its choices lie on a line in the order of their numbers, so that the median vote decides.
uint256 constant LINE = 2;

/// @dev A mark of a dispute: a citizenship is at stake, so that the first panel has five seats.
uint256 constant FIVE_SEATS = 4;

/// @notice How fast a case goes.
enum Track {
    General,
    /// Shorter periods and lower fees, for small cases.
    Fast
}

/// @notice The phases of a case.
/// @dev Evidence -> Draw -> Commit -> Reveal -> Appeal -> Evidence (appealed) or Final -> Executed, which is the end.
///      Reveal -> Draw when too few of a panel voted. Evidence, Draw or Reveal -> Plenary -> Final when no full panel can
///      decide, or the last panel's ruling was appealed. Commit -> Reveal by the clock alone.
enum Phase {
    /// There is no such case.
    None,
    Evidence,
    Draw,
    Commit,
    Reveal,
    Appeal,
    /// Every citizen of the snapshot may vote.
    Plenary,
    /// The ruling is final and not delivered yet.
    Final,
    /// The ruling was delivered.
    Executed
}

/// @notice A seat of a panel.
/// @param citizenId The juror.
/// @param hasCommitted Whether a vote is committed and not revealed.
/// @param hasVoted Whether the vote is revealed.
/// @param choice The vote, or the first choice of its ranking.
struct Seat {
    uint256 citizenId;
    bool hasCommitted;
    bool hasVoted;
    uint256 choice;
}

/// @notice A side of the appeal against a round's ruling. Money is in wei.
/// @param choice The choice that it stands for.
/// @param raised How much was contributed in all.
/// @param needed How much makes it funded.
struct Side {
    uint256 choice;
    uint256 raised;
    uint256 needed;
}

/// @notice A round of a case. Moments are in seconds since 1970, money in wei.
/// @param size How many seats rounds of its size have: 3 or 5, then 11; 31 is the price of the plenary, which has no seats.
/// @param isRedraw Whether it replaces a panel of which too few voted.
/// @param fees The fees that its jurors share.
/// @param frozenAt When the roll was frozen, or the plenary's snapshot was taken; 0 before.
/// @param randomness The source of its seed.
/// @param requestId The seed's number there.
/// @param tries How many positions of the roll were looked at.
/// @param commitEndsAt The end of the commit phase; 0 before the panel is complete.
/// @param revealEndsAt The end of the reveal phase; 0 before the panel is complete.
/// @param panel Its seats.
/// @param voted How many voted.
/// @param ballots How many votes each choice has, from choice 0 on. Of rankings the first choices; empty in a plenary of them.
/// @param pairs How many rankings put the one choice before the other, for each pair in order: 0 before 1, 0 before 2, ..., 1 before
///        2, .... Empty on a line.
/// @param hasRuling Whether it ended with a ruling.
/// @param ruling That ruling.
/// @param isSettled Whether its fees were shared out and its jurors released.
/// @param sides The sides of the appeal against it that have any contribution.
struct Round {
    uint256 size;
    bool isRedraw;
    uint256 fees;
    uint256 frozenAt;
    IRandomness randomness;
    uint256 requestId;
    uint256 tries;
    uint256 commitEndsAt;
    uint256 revealEndsAt;
    Seat[] panel;
    uint256 voted;
    uint256[] ballots;
    uint256[] pairs;
    bool hasRuling;
    uint256 ruling;
    bool isSettled;
    Side[] sides;
}

/// @notice A case as a reader sees it.
/// @param arbitrable The contract that brought it and receives the ruling.
/// @param track How fast it goes.
/// @param isLine Whether its choices lie on a line, so that the median vote decides. Otherwise votes rank them.
/// @param choices How many rulings there are besides 0.
/// @param phase Its phase now.
/// @param endsAt When the phase ends, in seconds since 1970; 0 if that does not depend on the clock.
/// @param ruling The current ruling, which is final if the phase is Final or Executed.
/// @param appealCost The cost of the next round, in wei; type(uint256).max if it cannot be appealed now.
/// @param excused The parties, who are drawn for none of its panels.
/// @param rounds Its rounds, the current one last.
struct CaseView {
    address arbitrable;
    Track track;
    bool isLine;
    uint256 choices;
    Phase phase;
    uint256 endsAt;
    uint256 ruling;
    uint256 appealCost;
    uint256[] excused;
    Round[] rounds;
}
