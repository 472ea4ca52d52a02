// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The jurors of a round and the ends of their phases, which {Panels} alone writes. Packed so that a vote in a panel of up
///         to five reads one slot.
/// @param head | reveal ends at (40) | commit ends at (40) | seats (8) | citizens of seats 0 to 4 (32 each) |
/// @param tail The citizens of seats 5 to 10.
/// @param commitments The commitments to votes, by seat; zero if there is none, or the vote was revealed.
struct Panel {
    uint256 head;
    uint256 tail;
    mapping(uint256 seat => bytes32) commitments;
}

/// @title  Panels
/// @notice Seats, in the order of the draw.
library Panels {
    uint256 private constant HEAD_SEATS = 5;

    /// @dev How many jurors are seated.
    function seats(Panel storage self) internal view returns (uint256) {
        return uint8(self.head >> 160);
    }

    /// @dev The end of the commit phase, in seconds since 1970; 0 before the panel is complete.
    function commitEndsAt(Panel storage self) internal view returns (uint256) {
        return commitEndIn(self.head);
    }

    function commitEndIn(uint256 head) internal pure returns (uint256) {
        return uint40(head >> 168);
    }

    function revealEndIn(uint256 head) internal pure returns (uint256) {
        return uint40(head >> 208);
    }

    /// @dev The juror on a seat; 0 if there is no such seat.
    function citizenAt(Panel storage self, uint256 seat) internal view returns (uint256) {
        return citizenAt(self, self.head, seat);
    }

    /// @dev The same, for a caller that has read the head.
    function citizenAt(Panel storage self, uint256 head, uint256 seat) internal view returns (uint256) {
        if (seat >= uint8(head >> 160)) return 0;
        if (seat < HEAD_SEATS) return uint32(head >> (32 * seat));
        return uint32(self.tail >> (32 * (seat - HEAD_SEATS)));
    }

    /// @dev All seated jurors.
    function citizens(Panel storage self) internal view returns (uint256[] memory citizenIds) {
        citizenIds = new uint256[](seats(self));
        for (uint256 i = 0; i < citizenIds.length; ++i) {
            citizenIds[i] = citizenAt(self, i);
        }
    }

    /// @dev Seats more jurors, at most eleven in all. Each slot is written once.
    function add(Panel storage self, uint256[] memory citizenIds) internal {
        uint256 head = self.head;
        uint256 seat = uint8(head >> 160);
        head += citizenIds.length << 160;
        uint256 tail = 0;
        unchecked {
            // There are eleven seats.
            for (uint256 i = 0; i < citizenIds.length; ++i) {
                uint256 citizenId = citizenIds[i];
                if (seat < HEAD_SEATS) head |= citizenId << (32 * seat);
                else tail |= citizenId << (32 * (seat - HEAD_SEATS));
                ++seat;
            }
        }
        self.head = head;
        if (tail != 0) self.tail |= tail;
    }

    /// @dev Ends the draw: all seats are taken.
    function complete(Panel storage self, uint256 newCommitEndsAt, uint256 newRevealEndsAt) internal {
        self.head |= (newCommitEndsAt << 168) | (newRevealEndsAt << 208);
    }

    /// @dev Nobody sits. Seats beyond the fifth are no longer found.
    function dissolve(Panel storage self) internal {
        self.head = 0;
    }

    /// @dev The commitment of a seat; zero if there is none, or the vote was revealed.
    function commitmentAt(Panel storage self, uint256 seat) internal view returns (bytes32) {
        return self.commitments[seat];
    }

    function setCommitment(Panel storage self, uint256 seat, bytes32 commitment) internal {
        self.commitments[seat] = commitment;
    }
}
