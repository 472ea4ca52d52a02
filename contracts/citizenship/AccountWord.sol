// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice An account's citizenships, request and invitation, packed in one word:
/// @dev
///     | founding invitation (1) | invited until, seconds (40) | requested at, seconds (40) | nonce (32) | former id (32) | citizen id (32) |
type AccountWord is uint256;

/// @dev The mark of a founding citizen's invitation.
uint256 constant FOUNDING_INVITATION = 1 << 176;

using {
    citizenId,
    formerId,
    nonce,
    requestedAt,
    invitedUntil,
    isFoundingInvitation,
    isOpenFoundingInvitation,
    withRequest,
    withoutRequest,
    withInvitation,
    withFoundingInvitation,
    withCitizenship,
    holding,
    withHolding
} for AccountWord global;

/// @dev The citizenship that the account holds; 0 if none.
function citizenId(AccountWord word) pure returns (uint256) {
    return uint32(AccountWord.unwrap(word));
}

/// @dev The first citizenship of the person that ended; 0 if none did. It goes with the person from account to account.
function formerId(AccountWord word) pure returns (uint256) {
    return uint32(AccountWord.unwrap(word) >> 32);
}

/// @dev The citizenship and the former one, which move together.
function holding(AccountWord word) pure returns (uint256) {
    return uint64(AccountWord.unwrap(word));
}

/// @dev How often the account gained or lost a citizenship, or took its requests back.
function nonce(AccountWord word) pure returns (uint256) {
    return uint32(AccountWord.unwrap(word) >> 64);
}

/// @dev When the account sent its pending request; 0 if there is none.
function requestedAt(AccountWord word) pure returns (uint256) {
    return uint40(AccountWord.unwrap(word) >> 96);
}

/// @dev When the invitation ends; 0 if the account was never invited.
function invitedUntil(AccountWord word) pure returns (uint256) {
    return uint40(AccountWord.unwrap(word) >> 136);
}

/// @dev Whether the invitation is one of the founding, which only the account itself can use up.
function isFoundingInvitation(AccountWord word) pure returns (bool) {
    return AccountWord.unwrap(word) & FOUNDING_INVITATION != 0;
}

/// @dev Whether it is one of the founding and has not ended.
function isOpenFoundingInvitation(AccountWord word) view returns (bool) {
    return isFoundingInvitation(word) && block.timestamp < invitedUntil(word);
}

function withRequest(AccountWord word, uint256 newRequestedAt) pure returns (AccountWord) {
    return AccountWord.wrap((AccountWord.unwrap(word) & ~(uint256(type(uint40).max) << 96)) | (newRequestedAt << 96));
}

/// @dev The nonce increments, so earlier requests and signatures no longer count. An invitation remains.
function withoutRequest(AccountWord word) pure returns (AccountWord) {
    unchecked {
        // Without the request above it, which also cuts off a carry out of the nonce.
        return withRequest(AccountWord.wrap(AccountWord.unwrap(word) + (1 << 64)), 0);
    }
}

/// @dev An invitation that is none of the founding.
function withInvitation(AccountWord word, uint256 newInvitedUntil) pure returns (AccountWord) {
    return AccountWord.wrap((AccountWord.unwrap(word) & type(uint136).max) | (newInvitedUntil << 136));
}

function withFoundingInvitation(AccountWord word, uint256 newInvitedUntil) pure returns (AccountWord) {
    return AccountWord.wrap(AccountWord.unwrap(withInvitation(word, newInvitedUntil)) | FOUNDING_INVITATION);
}

/// @dev Gives the account a citizenship. Request and invitation end and the nonce increments, so earlier requests, invitations and
/// signatures no longer count.
function withCitizenship(AccountWord word, uint256 newCitizenId) pure returns (AccountWord) {
    return withHolding(word, newCitizenId | (formerId(word) << 32));
}

/// @dev Sets the citizenship and the former one. What the account asked for ends, as above.
function withHolding(AccountWord word, uint256 newHolding) pure returns (AccountWord) {
    unchecked {
        // The mask cuts off a carry out of the nonce, together with the request above it.
        uint256 newNonce = AccountWord.unwrap(word) + (1 << 64);
        return AccountWord.wrap(newHolding | (newNonce & (uint256(type(uint32).max) << 64)));
    }
}
