// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice What citizenship knows of an account, packed in one word:
/// @dev
///     | invited until, seconds (40) | requested at, seconds (40) | nonce (32) | citizen's id (32) |
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

/// @dev How often the account took up, gave up or moved a citizenship.
function nonce(AccountWord word) pure returns (uint256) {
    return uint32(AccountWord.unwrap(word) >> 32);
}

/// @dev When the account sent the request that is pending; 0 if none is.
function requestedAt(AccountWord word) pure returns (uint256) {
    return uint40(AccountWord.unwrap(word) >> 64);
}

/// @dev Until when the account may take up citizenship at will; 0 if never invited.
function invitedUntil(AccountWord word) pure returns (uint256) {
    return uint40(AccountWord.unwrap(word) >> 104);
}

function withRequest(AccountWord word, uint256 newRequestedAt) pure returns (AccountWord) {
    return AccountWord.wrap((AccountWord.unwrap(word) & ~(uint256(type(uint40).max) << 64)) | (newRequestedAt << 64));
}

function withInvitation(AccountWord word, uint256 newInvitedUntil) pure returns (AccountWord) {
    return AccountWord.wrap((AccountWord.unwrap(word) & ~(uint256(type(uint40).max) << 104)) | (newInvitedUntil << 104));
}

/// @dev Takes up a citizenship, or gives it up if the id is 0. Request and invitation end, and the nonce moves on, so that
/// nothing that was asked, promised or signed before counts afterwards.
function withCitizenship(AccountWord word, uint256 newCitizenId) pure returns (AccountWord) {
    unchecked {
        // A carry out of the nonce is cut off with the request above it.
        uint256 newNonce = AccountWord.unwrap(word) + (1 << 32);
        return AccountWord.wrap(newCitizenId | (newNonce & (uint256(type(uint32).max) << 32)));
    }
}
