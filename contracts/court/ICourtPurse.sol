// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  The court's purse
/// @notice What the court owes for a case that is decided, and how it is claimed: nothing is paid to anyone unasked.
/// @dev A part of {ICourt}.
interface ICourtPurse {
    /* EVENTS */

    /// @notice Emitted when a round's fees are shared out: what each who voted with the ruling is owed, and the treasury, in wei.
    event RoundSettled(uint256 indexed caseId, uint256 indexed round, uint256 share, uint256 toTreasury);

    /// @notice Emitted when an account is owed money, in wei.
    event Credited(address indexed account, uint256 amount);

    /// @notice Emitted when an account is paid what it was owed, in wei.
    event Claimed(address indexed account, uint256 amount);

    /// @notice Emitted when a juror is paid what was owed, in wei.
    event FeesClaimed(uint256 indexed citizenId, address indexed holder, uint256 amount);

    /* ERRORS */

    /// @notice There is no such round: the docket counts them from 0.
    error Court_NoSuchRound(uint256 caseId, uint256 round);

    /// @notice This round is settled already: claim what you are owed.
    error Court_AlreadySettled(uint256 caseId, uint256 round);

    /// @notice Nothing is owed to this account: settle its contributions to appeals of final cases first.
    error Court_NothingOwed(address account);

    /// @notice Nothing is owed to this juror: settle the rounds of final cases first.
    error Court_NoFeesOwed(uint256 citizenId);

    /// @notice The account did not take the money: it stays owed.
    error Court_PaymentRefused(address account, uint256 amount);

    /* SETTLING */

    /// @notice Shares out the fees of a round of a final case among its jurors who voted with the ruling, and releases its
    ///         jurors. The treasury gets what nobody earned, and the fees of the plenary.
    /// @dev Emits {RoundSettled}.
    /// @param caseId The case.
    /// @param round The round, from 0.
    /// @custom:access anyone
    /// @custom:reverts Court_WrongPhase if the case is neither final nor executed.
    /// @custom:reverts Court_NoSuchRound if there is no such round.
    /// @custom:reverts Court_AlreadySettled if it was settled.
    function settle(uint256 caseId, uint256 round) external;

    /// @notice Pays an account what it is owed.
    /// @dev Emits {Claimed}.
    /// @param account Whom.
    /// @return amount How much, in wei.
    /// @custom:access anyone
    /// @custom:reverts Court_NothingOwed if nothing is owed.
    /// @custom:reverts Court_PaymentRefused if the account does not take it.
    function claim(address account) external returns (uint256 amount);

    /// @notice Pays a juror what is owed, to the account that holds the citizenship, or held it last.
    /// @dev Emits {FeesClaimed}.
    /// @param citizenId Whom.
    /// @return amount How much, in wei.
    /// @custom:access anyone
    /// @custom:reverts Court_NoFeesOwed if nothing is owed.
    /// @custom:reverts Court_PaymentRefused if the account does not take it.
    function claimFees(uint256 citizenId) external returns (uint256 amount);

    /* READING */

    /// @notice What an account is owed, in wei.
    function owedTo(address account) external view returns (uint256 amount);

    /// @notice What a juror is owed, in wei.
    function owedToCitizen(uint256 citizenId) external view returns (uint256 amount);
}
