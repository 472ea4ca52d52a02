// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC5805} from "@openzeppelin/contracts/interfaces/IERC5805.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {EIP712} from "solady/src/utils/EIP712.sol";

/// @title  VotesBySignature
/// @notice Delegation of votes by a signature that anyone hands in.
/// @dev AUTHORITY    The signer delegates, and nobody else for the signer.
///
///      LIMITS       The signature is an account's own key's, as ERC-5805 has it, also where EIP-7702 gave the account code. A
///                   contract account delegates by a transaction.
abstract contract VotesBySignature is EIP712, Nonces, IERC5805 {
    bytes32 private constant DELEGATION_TYPEHASH =
        keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)");

    /// @notice Delegates the signer's votes, by the EIP-712 signature of
    ///         `Delegation(address delegatee,uint256 nonce,uint256 expiry)`.
    /// @dev Emits {DelegateChanged}, and {DelegateVotesChanged} for each whose votes change. Reverts as {delegate} does for the
    ///      signer, too.
    /// @param delegatee The account that is to cast the votes.
    /// @param nonce The signer's next nonce.
    /// @param expiry Until when the signature counts, in seconds since 1970.
    /// @param v The signature's recovery byte.
    /// @param r The signature's first half.
    /// @param s The signature's second half.
    /// @custom:access anyone: with the citizen's signature
    /// @custom:reverts VotesExpiredSignature if the signature has expired.
    /// @custom:reverts InvalidAccountNonce if the nonce is not the signer's next.
    function delegateBySig(address delegatee, uint256 nonce, uint256 expiry, uint8 v, bytes32 r, bytes32 s) external {
        require(block.timestamp <= expiry, VotesExpiredSignature(expiry));

        bytes32 structHash = keccak256(abi.encode(DELEGATION_TYPEHASH, delegatee, nonce, expiry));
        address signer = ECDSA.recover(_hashTypedData(structHash), v, r, s);
        _useCheckedNonce(signer, nonce);
        _delegateTo(signer, delegatee);
    }

    /// @dev Delegates the votes of an account, which has agreed to it.
    function _delegateTo(address account, address delegatee) internal virtual;
}
