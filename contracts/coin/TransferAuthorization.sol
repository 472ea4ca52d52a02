// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title  Transfer authorization
/// @notice OpenZeppelin's ERC-3009, for contract accounts too, and with a cheaper memory of what was used.
/// @dev OpenZeppelin's own extension for contract accounts takes nonces in sequence only, which the random nonces of ordinary
///      ERC-3009 clients never are. Here every nonce works once, as the standard says, and 256 consecutive ones share a slot.
///
///      AUTHORITY    Whoever `from` authorized by a signature, once, within the times it names.
///
///      INVARIANTS   COIN-5: a nonce that was used or cancelled is never accepted again.
abstract contract TransferAuthorization is ERC3009 {
    using BitMaps for BitMaps.BitMap;

    mapping(address authorizer => BitMaps.BitMap) private _spentNonces;

    /// @notice Whether an authorization was used or cancelled.
    /// @param authorizer Who signed it.
    /// @param nonce The nonce it carries.
    function authorizationState(address authorizer, bytes32 nonce) public view override returns (bool) {
        return _spentNonces[authorizer].get(uint256(nonce));
    }

    /// @notice Makes a transfer that its sender signed; anyone may hand it in.
    /// @dev Emits AuthorizationUsed and Transfer.
    /// @param from Who pays and signed.
    /// @param to Who receives it.
    /// @param value What is sent, tax included, in base units.
    /// @param validAfter From after when it is good, in seconds since 1970.
    /// @param validBefore Until before when it is good, in seconds since 1970.
    /// @param nonce Any that the sender has not used yet.
    /// @param signature EIP-712, by a key, or by a contract account (ERC-1271).
    /// @custom:access anyone
    /// @custom:reverts ERC3009InvalidSignature if `from` did not sign this.
    /// @custom:reverts ERC3009InvalidAuthorizationTime if it is too early or too late.
    /// @custom:reverts ERC3009UsedAuthorization if the nonce was used or cancelled.
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        _requireSigned(
            from,
            keccak256(
                abi.encode(TRANSFER_WITH_AUTHORIZATION_TYPEHASH, from, to, value, validAfter, validBefore, nonce)
            ),
            signature
        );
        _transferWithAuthorization(from, to, value, validAfter, validBefore, nonce);
    }

    /// @notice Makes a transfer that its sender signed; only its receiver may hand it in, so that nobody can do so before.
    /// @dev Emits AuthorizationUsed and Transfer.
    /// @param from Who pays and signed.
    /// @param to Who receives it: the caller.
    /// @param value What is sent, tax included, in base units.
    /// @param validAfter From after when it is good, in seconds since 1970.
    /// @param validBefore Until before when it is good, in seconds since 1970.
    /// @param nonce Any that the sender has not used yet.
    /// @param signature EIP-712, by a key, or by a contract account (ERC-1271).
    /// @custom:access anyone
    /// @custom:reverts ERC20InvalidReceiver if the caller is not the receiver.
    /// @custom:reverts ERC3009InvalidSignature if `from` did not sign this.
    /// @custom:reverts ERC3009InvalidAuthorizationTime if it is too early or too late.
    /// @custom:reverts ERC3009UsedAuthorization if the nonce was used or cancelled.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external {
        require(to == _msgSender(), ERC20InvalidReceiver(to));
        _requireSigned(
            from,
            keccak256(abi.encode(RECEIVE_WITH_AUTHORIZATION_TYPEHASH, from, to, value, validAfter, validBefore, nonce)),
            signature
        );
        _transferWithAuthorization(from, to, value, validAfter, validBefore, nonce);
    }

    /// @notice Makes an authorization void before it is used.
    /// @dev Emits AuthorizationCanceled.
    /// @param authorizer Who signed it.
    /// @param nonce The nonce it carries.
    /// @param signature EIP-712, by a key, or by a contract account (ERC-1271).
    /// @custom:access anyone
    /// @custom:reverts ERC3009InvalidSignature if the authorizer did not sign this.
    /// @custom:reverts ERC3009UsedAuthorization if the nonce was used or cancelled.
    function cancelAuthorization(address authorizer, bytes32 nonce, bytes calldata signature) external {
        _requireSigned(authorizer, keccak256(abi.encode(CANCEL_AUTHORIZATION_TYPEHASH, authorizer, nonce)), signature);
        _cancelAuthorization(authorizer, nonce);
    }

    /// @inheritdoc ERC3009
    function _consumeNonce(address authorizer, bytes32 nonce) internal override {
        BitMaps.BitMap storage spent = _spentNonces[authorizer];
        require(!spent.get(uint256(nonce)), ERC3009UsedAuthorization(authorizer, nonce));
        spent.set(uint256(nonce));
    }

    function _requireSigned(address signer, bytes32 structHash, bytes calldata signature) private view {
        require(
            SignatureChecker.isValidSignatureNowCalldata(signer, _hashTypedDataV4(structHash), signature),
            ERC3009InvalidSignature()
        );
    }
}
