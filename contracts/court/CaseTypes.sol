// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @dev A mark of a dispute, in the first byte of its `extraData`: the fast track.
uint256 constant FAST = 1;

/// @dev A mark of a dispute: its choices lie on a line in the order of their numbers, so that the median vote decides.
uint256 constant LINE = 2;

/// @dev A mark of a dispute: a citizenship is at stake, so that the first panel has five seats.
uint256 constant FIVE_SEATS = 4;

/// @dev A mark of a dispute on a line: its last choice ends a citizenship, and choice 1 acquits.
uint256 constant ENDING = 8;

/// @dev A mark of a dispute: no appeal leads from the panel of eleven to the plenary.
uint256 constant PANELS_ONLY = 16;

/// @dev A mark of a dispute: the plenary decides at once.
uint256 constant PLENARY_AT_ONCE = 32;

/// @dev A mark that the court alone sets: the case counts among the open ones of the contract that brought it.
uint256 constant COUNTED = 64;

/// @notice How fast a case goes.
enum Track {
    General,
    /// Shorter periods and lower fees, for small cases.
    Fast
}

/// @notice The phases of a case.
/// @dev Evidence -> Draw -> Commit -> Reveal -> Appeal -> Evidence (appealed) or Final -> Executed, which is the end.
///      Reveal -> Draw when too few of a panel voted. Evidence, Draw or Reveal -> Plenary -> Final when no full panel can
///      decide, or the last panel's ruling was appealed. Reveal -> Evidence when a second panel has to confirm the end of a
///      citizenship. Reveal -> Final where no plenary follows. Commit -> Reveal by the clock alone.
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
