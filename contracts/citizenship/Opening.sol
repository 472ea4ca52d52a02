// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import {AccountWord} from "./AccountWord.sol";
import {CitizenVotes} from "./CitizenVotes.sol";
import {ICitizenship, OpeningView} from "./ICitizenship.sol";

/// @title  Opening
/// @notice How a nation comes to its first citizens, and from when on it is open to others. The nation's deployer brings in as
///         many founding citizens as the charter names, by their signatures or by invitation, and has no other power.
/// @dev INVARIANTS   OPEN-2 [places]: founding citizens in <= places taken <= FOUNDERS.
///                   OPEN-3: an open nation stays open. A closed nation never opens.
///                   OPEN-4: {quorumBase} of a past moment never changes.
///
///      LIMITS       A founding citizen who gets another citizenship by {move} leaves the own place unused. Quorums count it until
///                   the founding invitations end.
abstract contract Opening is CitizenVotes {
    /// @dev From then on anyone may close a nation that is not open, in seconds since the creation.
    uint256 private constant CLOSABLE_AFTER = 90 days;

    /// @dev How far back quorums look for a greater electorate, in seconds.
    uint256 private constant LOOK_BACK = 90 days;

    /// @dev Fewer open the nation only if they are all that the charter names.
    uint256 private constant FEWEST = 3;

    /// @inheritdoc ICitizenship
    address public immutable DEPLOYER;

    modifier onlyDeployer() {
        _requireDeployer();
        _;
    }

    constructor(uint256 window) {
        DEPLOYER = msg.sender;
        _opening.createdAt = uint40(block.timestamp);
        _opening.windowEndsAt = SafeCast.toUint40(block.timestamp + window);
    }

    /* READING */

    /// @inheritdoc ICitizenship
    function isOpen() public view returns (bool) {
        OpeningState storage state = _opening;
        if (state.founders == 0) return true;
        if (state.isClosed) return false;
        if (state.foundersIn == state.founders) return true;
        return block.timestamp >= state.windowEndsAt && 2 * uint256(state.foundersIn) >= state.founders
            && state.foundersIn >= FEWEST;
    }

    /// @inheritdoc ICitizenship
    function opening() external view returns (OpeningView memory) {
        OpeningState storage state = _opening;
        return OpeningView({
            founders: state.founders,
            foundersIn: state.foundersIn,
            isOpen: isOpen(),
            isClosed: state.isClosed,
            windowEndsAt: state.windowEndsAt,
            closableAt: uint40(state.createdAt + CLOSABLE_AFTER),
            invitationsEndAt: state.invitationsEndAt
        });
    }

    /// @inheritdoc ICitizenship
    function quorumBase(uint256 timepoint) external view returns (uint256 base) {
        _requirePast(timepoint);
        base = _electorateAt(timepoint);
        uint256 earlier = timepoint < LOOK_BACK ? 0 : _electorateAt(timepoint - LOOK_BACK);
        if (earlier > base) base = earlier;
        if (FOUNDERS() == 0) return base;

        // Before the first invitation no place is lost yet. A later end is after now, so it changes no past answer.
        uint256 invitationsEndAt = _opening.invitationsEndAt;
        if (invitationsEndAt == 0 || timepoint < invitationsEndAt) base += FOUNDERS() - _foundersBy(timepoint);
    }

    /* FOUNDING */

    /// @inheritdoc ICitizenship
    function inviteFounders(address[] calldata accounts, uint40 until) external onlyDeployer {
        _requireFuture(until);
        uint256 endsAt = _opening.invitationsEndAt;
        // A later end would change what {quorumBase} has answered for the time since.
        if (endsAt != 0 && block.timestamp >= endsAt) return;
        if (until > endsAt) _opening.invitationsEndAt = until;
        for (uint256 i = 0; i < accounts.length; ++i) {
            Account storage account = _requireNoCitizen(accounts[i]);
            _requireNoFounder(account.word, accounts[i]);
            _takePlace();
            account.word = account.word.withFoundingInvitation(until);
            emit AdmissionInvited(accounts[i], until);
        }
    }

    /// @inheritdoc ICitizenship
    function close() external {
        _requireNotClosed();
        uint256 foundersIn = _opening.foundersIn;
        require(!isOpen(), Citizenship_AlreadyOpen(foundersIn, FOUNDERS()));
        uint256 closableAt = _opening.createdAt + CLOSABLE_AFTER;
        require(block.timestamp >= closableAt, Citizenship_TooEarlyToClose(closableAt, block.timestamp));
        _opening.isClosed = true;
        emit NationClosed(foundersIn, FOUNDERS());
    }

    /* FOR THE REST */

    /// @dev Takes the place of a founding citizen who comes in or is invited.
    function _takePlace() internal {
        uint256 taken = _opening.placesTaken;
        require(taken < FOUNDERS(), Citizenship_NoFoundingPlace(FOUNDERS()));
        _opening.placesTaken = uint32(taken + 1);
    }

    /// @dev The id of a founding citizen who comes in, and whose place is taken already.
    function _comeIn() internal returns (uint256 citizenId) {
        _requireNotClosed();
        citizenId = _opening.foundersIn + 1;
        _opening.foundersIn = uint32(citizenId);
    }

    /// @dev Nobody but a founding citizen comes in before the opening.
    function _requireOpen() internal view {
        if (isOpen()) return;
        _requireNotClosed();
        revert Citizenship_NotOpen(_opening.foundersIn, FOUNDERS());
    }

    function _requireDeployer() private view {
        require(msg.sender == DEPLOYER, Citizenship_NotDeployer(msg.sender, DEPLOYER));
    }

    function _requireNotClosed() private view {
        if (_opening.isClosed) revert Citizenship_NationClosed(_opening.foundersIn, FOUNDERS());
    }

    /// @dev Nobody but the account itself uses up a founding citizen's invitation.
    function _requireNoFounder(AccountWord word, address account) internal view {
        if (word.isOpenFoundingInvitation()) revert Citizenship_FounderInvited(account, word.invitedUntil());
    }
}
