// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IRandomness} from "../randomness/IRandomness.sol";

/// @notice How fast a case goes.
enum Lane {
    General,
    /// Shorter periods and lower fees, for small cases.
    Fast
}

/// @notice Where a case stands.
/// @dev Evidence -> Draw -> Commit -> Reveal -> Appeal -> Evidence (appealed) or Final -> Executed, which is the end.
///      Reveal -> Draw when too few of a panel voted. Evidence, Draw or Reveal -> Plenary -> Final when no panel can decide,
///      or the last panel's ruling was appealed. Commit -> Reveal by the clock alone.
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
    /// The ruling stands, and waits to be delivered.
    Final,
    /// The ruling was delivered.
    Executed
}

/// @notice A seat of a panel.
/// @param citizenId Who sits on it.
/// @param hasCommitted Whether a sealed vote was handed in that is not revealed.
/// @param hasVoted Whether the vote was revealed.
/// @param choice The vote; 0 is the refusal to decide.
struct Seat {
    uint256 citizenId;
    bool hasCommitted;
    bool hasVoted;
    uint256 choice;
}

/// @notice What the appeal against a round's ruling has raised for a choice, in wei.
/// @param choice Which one.
/// @param raised How much was contributed, ever.
/// @param needed How much makes it funded.
struct Side {
    uint256 choice;
    uint256 raised;
    uint256 needed;
}

/// @notice A round of a case. Moments are in seconds since 1970, money in wei.
/// @param size How many seats rounds of its size have: 3, 7, 15; 31 is the price of the plenary, which has none.
/// @param isRedraw Whether it replaces a panel of which too few voted.
/// @param fees What its jurors share.
/// @param frozenAt When the roll was frozen, or the plenary's snapshot was taken; 0 before.
/// @param randomness Where the seed comes from.
/// @param requestId The seed's number there.
/// @param tries How many positions of the roll were looked at.
/// @param seatsWanted How many jurors are to be drawn.
/// @param commitEndsAt Until when votes are handed in; 0 before the panel is complete.
/// @param revealEndsAt Until when votes are revealed; 0 before the panel is complete.
/// @param panel Who sits.
/// @param ballots How many votes each choice has, from choice 0 on.
/// @param hasRuling Whether it ended with a ruling.
/// @param ruling Which one.
/// @param isSettled Whether its fees were shared out and its jurors released.
/// @param sides What an appeal against it raised: the sides with any contribution.
struct Round {
    uint256 size;
    bool isRedraw;
    uint256 fees;
    uint256 frozenAt;
    IRandomness randomness;
    uint256 requestId;
    uint256 tries;
    uint256 seatsWanted;
    uint256 commitEndsAt;
    uint256 revealEndsAt;
    Seat[] panel;
    uint256[] ballots;
    bool hasRuling;
    uint256 ruling;
    bool isSettled;
    Side[] sides;
}

/// @notice All there is to know of a case.
/// @param arbitrable The contract that brought it, and that the ruling is delivered to.
/// @param lane How fast it goes.
/// @param choices How many rulings there are besides 0, the refusal to decide.
/// @param phase Where it stands now.
/// @param endsAt When the phase can be left, in seconds since 1970; 0 if that does not depend on the clock.
/// @param ruling The ruling so far; the last word if the phase is Final or Executed.
/// @param appealCost What the next round costs, in wei; type(uint256).max if there can be none now.
/// @param excused The citizens who do not sit in it.
/// @param rounds Its rounds, the last of which is the present one.
struct Docket {
    address arbitrable;
    Lane lane;
    uint256 choices;
    Phase phase;
    uint256 endsAt;
    uint256 ruling;
    uint256 appealCost;
    uint256[] excused;
    Round[] rounds;
}
