// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice An account's citizenship, request and invitation, packed in one word:
/// @dev
///     | invited until, seconds (40) | requested at, seconds (40) | nonce (32) | citizen id (32) |
type AccountWord is uint256;

using {
    citizenId,
    nonce,
    requestedAt,
    invitedUntil,
    withRequest,
    withInvitation,
    withCitizenship
} for AccountWord global;

/// @dev The citizenship that the account holds; 0 if none.
function citizenId(AccountWord word) pure returns (uint256) {
    return uint32(AccountWord.unwrap(word));
}

/// @dev How often the account gained or lost a citizenship.
function nonce(AccountWord word) pure returns (uint256) {
    return uint32(AccountWord.unwrap(word) >> 32);
}

/// @dev When the account sent its pending request; 0 if there is none.
function requestedAt(AccountWord word) pure returns (uint256) {
    return uint40(AccountWord.unwrap(word) >> 64);
}

/// @dev When the invitation ends; 0 if the account was never invited.
function invitedUntil(AccountWord word) pure returns (uint256) {
    return uint40(AccountWord.unwrap(word) >> 104);
}

function withRequest(AccountWord word, uint256 newRequestedAt) pure returns (AccountWord) {
    return AccountWord.wrap((AccountWord.unwrap(word) & ~(uint256(type(uint40).max) << 64)) | (newRequestedAt << 64));
}

function withInvitation(AccountWord word, uint256 newInvitedUntil) pure returns (AccountWord) {
    return AccountWord.wrap((AccountWord.unwrap(word) & ~(uint256(type(uint40).max) << 104)) | (newInvitedUntil << 104));
}

/// @dev Sets the citizenship, or clears it if the id is 0. Request and invitation end and the nonce increments, so earlier
/// requests, invitations and signatures no longer count.
function withCitizenship(AccountWord word, uint256 newCitizenId) pure returns (AccountWord) {
    unchecked {
        // The mask cuts off a carry out of the nonce, together with the request above it.
        uint256 newNonce = AccountWord.unwrap(word) + (1 << 32);
        return AccountWord.wrap(newCitizenId | (newNonce & (uint256(type(uint32).max) << 32)));
    }
}
