// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IPayouts} from "../kernel/IPayouts.sol";
import {IPermits} from "../kernel/IPermits.sol";

/// @notice A residency as a reader sees it. Moments are in seconds since 1970, amounts in wei.
/// @param account Whose it is.
/// @param since When it began for the first time.
/// @param termEndsAt When the last term ends that has begun.
/// @param until When it ends: after all terms that are paid.
/// @param price What each term costs that is paid and has not begun.
/// @param term How long each of these lasts, in seconds.
/// @param ahead How many terms are paid and have not begun: what they cost comes back.
/// @param citizenId The citizen whom the resident became; 0 before.
/// @param barredUntil Until when the account cannot be a resident again.
struct ResidencyView {
    address account;
    uint256 since;
    uint256 termEndsAt;
    uint256 until;
    uint256 price;
    uint256 term;
    uint256 ahead;
    uint256 citizenId;
    uint256 barredUntil;
}

/// @title  Residency
/// @notice The lighter door: whoever pays for a term is a resident of the nation, without a vote and without jury duty. Terms are
///         paid ahead, and those that have not begun come back at any time. Who becomes a citizen keeps the history.
/// @dev The provisions are `fee` (what a term costs, in gwei of native coin) and `term` (how long it lasts, in days).
interface IResidency is IPermits, IPayouts {
    /* EVENTS */

    /// @notice Emitted when terms are paid: each costs `price`, and all that are paid end at `until`. `began` says whether the
    ///         residency begins by this, for the first time or anew.
    event ResidencyPaid(
        uint256 indexed residentId,
        address indexed account,
        address indexed payer,
        uint256 terms,
        uint256 price,
        uint256 until,
        bool began
    );

    /// @notice Emitted when terms have begun that were paid ahead: what they cost is the treasury's.
    event TermsBegun(uint256 indexed residentId, uint256 terms, uint256 amount);

    /// @notice Emitted when a resident takes back what was paid ahead. The running term ends at `until`.
    event ResidencyCancelled(uint256 indexed residentId, uint256 until, uint256 refund);

    /// @notice Emitted when the government ends a residency.
    event ResidencyRevoked(uint256 indexed residentId, uint256 barredUntil, uint256 refund, string reasons);

    /// @notice Emitted when a resident goes on as a citizen.
    event ResidencyUpgraded(uint256 indexed residentId, uint256 indexed citizenId, uint256 refund);

    /// @notice Emitted when a residency moves to another account of the same person.
    event ResidencyMoved(uint256 indexed residentId, address indexed oldAccount, address indexed newAccount);

    /* ERRORS */

    /// @notice Pay between one term and `most` of them, together with those that are paid ahead already.
    error Residency_TermsOutOfBounds(uint256 terms, uint256 most);

    /// @notice A term costs more than you agreed to, in wei: look at the price, and agree to it.
    error Residency_PriceAbove(uint256 price, uint256 agreedPrice);

    /// @notice A term is shorter than you agreed to, in seconds: look at its length, and agree to it.
    error Residency_TermBelow(uint256 term, uint256 agreedTerm);

    /// @notice Send exactly what these terms cost, in wei: see {costOf}.
    error Residency_WrongPayment(uint256 sent, uint256 cost);

    /// @notice The account holds a citizenship, which gives every right of a resident.
    error Residency_IsCitizen(address account, uint256 citizenId);

    /// @notice The government ended this residency: the account can be a resident again at the moment named, in seconds since 1970.
    error Residency_Barred(address account, uint256 barredUntil);

    /// @notice The account has no residency that could be changed: pay for a term first.
    error Residency_NotResident(address account);

    /// @notice The new account has a residency of its own: move to another one.
    error Residency_AlreadyResident(address account, uint256 residentId);

    /// @notice There is no such residency: they are numbered from 1 in their order.
    error Residency_UnknownResident(uint256 residentId);

    /// @notice Nothing is paid ahead: nothing comes back. The residency ends by itself.
    error Residency_NothingAhead(uint256 residentId);

    /// @notice The resident's account holds no citizenship, or went on as a citizen before.
    error Residency_NotCitizen(uint256 residentId, address account);

    /// @notice The reasons have more bytes than `most`: shorten them.
    error Residency_ReasonsTooLong(uint256 length, uint256 most);

    /// @notice The signature could be used until `deadline`: have a new one signed.
    error Residency_SignatureExpired(uint256 deadline, uint256 timestamp);

    /// @notice The signature is not this account's, of these words and this nonce.
    error Residency_SignatureInvalid(address account);

    /* ACTS */

    /// @notice Pays for terms of the caller's residency. The first one begins now if none runs, each other one after the one
    ///         before. What was paid ahead at another price is counted anew at the present one.
    /// @dev Emits {ResidencyPaid}, and {TermsBegun} where terms have begun since the last act.
    /// @param terms How many terms to add.
    /// @param agreedPrice The most that a term may cost, in wei.
    /// @param agreedTerm The least that a term may last, in seconds.
    /// @return residentId The number of the residency.
    /// @custom:access anyone: who is no citizen
    /// @custom:reverts Residency_IsCitizen if the caller holds a citizenship.
    /// @custom:reverts Residency_Barred if the government ended the residency, and the time has not come.
    /// @custom:reverts Residency_TermsOutOfBounds if that are no terms, or too many.
    /// @custom:reverts Residency_PriceAbove if a term costs more than was agreed.
    /// @custom:reverts Residency_TermBelow if a term is shorter than was agreed.
    /// @custom:reverts Residency_WrongPayment if what is sent is not what it costs.
    function subscribe(uint256 terms, uint256 agreedPrice, uint256 agreedTerm)
        external
        payable
        returns (uint256 residentId);

    /// @notice Pays for terms of somebody who signed for it. What is paid ahead, and comes back, is the resident's.
    /// @dev Emits as {subscribe} does.
    /// @param account Who becomes or stays a resident.
    /// @param terms How many terms to add.
    /// @param agreedPrice The most that a term may cost, in wei.
    /// @param agreedTerm The least that a term may last, in seconds.
    /// @param deadline When the signature expires, in seconds since 1970.
    /// @param signature EIP-712 signature of `Subscription(address account,uint256 terms,uint256 agreedPrice,uint256 agreedTerm,uint256
    ///        nonce,uint256 deadline)` by the account (ERC-1271 for contract accounts), where nonce is the account's {nonces}.
    /// @return residentId The number of the residency.
    /// @custom:access anyone: with the account's signature
    /// @custom:reverts Residency_SignatureExpired if the deadline is past.
    /// @custom:reverts Residency_SignatureInvalid if the signature is not the account's.
    /// @custom:reverts Residency_IsCitizen if the account holds a citizenship.
    /// @custom:reverts Residency_Barred if the government ended the residency, and the time has not come.
    /// @custom:reverts Residency_TermsOutOfBounds if that are no terms, or too many.
    /// @custom:reverts Residency_PriceAbove if a term costs more than was agreed.
    /// @custom:reverts Residency_TermBelow if a term is shorter than was agreed.
    /// @custom:reverts Residency_WrongPayment if what is sent is not what it costs.
    function subscribeFor(
        address account,
        uint256 terms,
        uint256 agreedPrice,
        uint256 agreedTerm,
        uint256 deadline,
        bytes calldata signature
    ) external payable returns (uint256 residentId);

    /// @notice Takes back all that the caller paid ahead. The running term goes on to its end.
    /// @dev Emits {ResidencyCancelled}.
    /// @return refund How much is owed to the caller by that, in wei: see {claim}.
    /// @custom:access anyone: a resident
    /// @custom:reverts Residency_NotResident if the caller has no residency.
    /// @custom:reverts Residency_NothingAhead if nothing is paid ahead.
    function cancel() external returns (uint256 refund);

    /// @notice Moves the caller's residency to another account of the same person.
    /// @dev Emits {ResidencyMoved}.
    /// @param newAccount The new account.
    /// @param deadline When the signature expires, in seconds since 1970.
    /// @param signature EIP-712 signature of `Acceptance(uint256 residentId,address newAccount,uint256 nonce,uint256 deadline)` by
    ///        the new account (ERC-1271 for contract accounts), where nonce is the new account's {nonces}.
    /// @custom:access anyone: a resident
    /// @custom:reverts Residency_NotResident if the caller has no residency, or it is over.
    /// @custom:reverts Residency_IsCitizen if the new account holds a citizenship.
    /// @custom:reverts Residency_AlreadyResident if the new account has one.
    /// @custom:reverts Residency_SignatureExpired if the deadline is past.
    /// @custom:reverts Residency_SignatureInvalid if the signature is not the new account's.
    function moveResidency(address newAccount, uint256 deadline, bytes calldata signature) external;

    /// @notice Ends a residency whose account has become a citizen's. What was paid ahead comes back, and the history stays with
    ///         the citizen: see {residencyOf}.
    /// @dev Emits {ResidencyUpgraded}.
    /// @param residentId The residency.
    /// @return citizenId The citizen.
    /// @custom:access anyone: of whoever became a citizen
    /// @custom:reverts Residency_UnknownResident if there is no such residency.
    /// @custom:reverts Residency_NotCitizen if its account holds no citizenship, or it was upgraded before.
    /// @custom:reverts Residency_Barred if the government barred the account, and the time has not come.
    function upgrade(uint256 residentId) external returns (uint256 citizenId);

    /// @notice Gives the treasury what the terms cost that have begun.
    /// @dev Emits {TermsBegun}.
    /// @param residentIds The residencies. One of which no term has begun is passed over.
    /// @return amount How much it was, in wei.
    /// @custom:access anyone: only to the treasury
    /// @custom:reverts Residency_UnknownResident if there is no such residency.
    function settle(uint256[] calldata residentIds) external returns (uint256 amount);

    /// @notice Ends a residency at once. What was paid ahead comes back.
    /// @dev Emits {ResidencyRevoked}.
    /// @param residentId The residency.
    /// @param barredUntil Until when its account cannot be a resident again, in seconds since 1970; 0 for no time.
    /// @param reasons Why, for all to read.
    /// @custom:access government
    /// @custom:reverts Residency_UnknownResident if there is no such residency.
    /// @custom:reverts Residency_ReasonsTooLong if the reasons are too long.
    function revokeResidency(uint256 residentId, uint40 barredUntil, string calldata reasons) external;

    /* READING */

    /// @notice How many residencies there ever were. Their numbers run from 1 to this one.
    function residentCount() external view returns (uint256);

    /// @notice A residency by its number.
    /// @custom:reverts Residency_UnknownResident if there is no such residency.
    function residencyAt(uint256 residentId) external view returns (ResidencyView memory);

    /// @notice The residency that a citizen had before; 0 if there was none, or nobody called {upgrade}.
    function residencyOf(uint256 citizenId) external view returns (uint256 residentId);

    /// @notice What terms cost an account now.
    /// @param account The resident, or who wants to become one.
    /// @param terms How many terms to add.
    /// @return cost What has to be sent, in wei. If the price fell, less than these terms cost, and nothing at the least.
    /// @return price What one term costs, in wei.
    function costOf(address account, uint256 terms) external view returns (uint256 cost, uint256 price);
}
