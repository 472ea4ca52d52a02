// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC3009} from "@openzeppelin/contracts/token/ERC20/extensions/draft-ERC3009.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {Signatures} from "../kernel/Signatures.sol";

/// @title  Transfer authorization
/// @notice OpenZeppelin's ERC-3009, extended to contract accounts, with a bitmap of used nonces.
/// @dev OpenZeppelin's extension for contract accounts takes nonces in sequence only. The nonces of usual ERC-3009 clients are
///      random. Here every nonce works once, as the standard says, and 256 consecutive nonces share a slot.
///
///      AUTHORITY    The signature of `from` moves its coin, once, within the times that it names.
///
///      INVARIANTS   COIN-5: a used or cancelled nonce is never accepted again.
abstract contract TransferAuthorization is ERC3009 {
    using BitMaps for BitMaps.BitMap;

    mapping(address authorizer => BitMaps.BitMap) private _spentNonces;

    /// @notice Whether an authorization was used or cancelled.
    /// @param authorizer The signer.
    /// @param nonce The authorization's nonce.
    function authorizationState(address authorizer, bytes32 nonce) public view override returns (bool) {
        return _spentNonces[authorizer].get(uint256(nonce));
    }

    /// @notice Makes a transfer that its sender signed. Anyone may submit it.
    /// @dev Emits AuthorizationUsed and Transfer.
    /// @param from The payer, who signed.
    /// @param to The receiver.
    /// @param value The gross amount, in base units.
    /// @param validAfter It is valid after this moment, in seconds since 1970.
    /// @param validBefore It is valid before this moment, in seconds since 1970.
    /// @param nonce Any nonce that the sender has not used.
    /// @param signature EIP-712 signature of a key or of a contract account (ERC-1271).
    /// @custom:access anyone
    /// @custom:reverts ERC3009InvalidSignature if `from` did not sign this.
    /// @custom:reverts ERC3009InvalidAuthorizationTime if it is outside its time.
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

    /// @notice Makes a transfer that its sender signed. Only its receiver may submit it, so nobody can front-run it.
    /// @dev Emits AuthorizationUsed and Transfer.
    /// @param from The payer, who signed.
    /// @param to The receiver, who calls.
    /// @param value The gross amount, in base units.
    /// @param validAfter It is valid after this moment, in seconds since 1970.
    /// @param validBefore It is valid before this moment, in seconds since 1970.
    /// @param nonce Any nonce that the sender has not used.
    /// @param signature EIP-712 signature of a key or of a contract account (ERC-1271).
    /// @custom:access anyone
    /// @custom:reverts ERC20InvalidReceiver if the caller is not the receiver.
    /// @custom:reverts ERC3009InvalidSignature if `from` did not sign this.
    /// @custom:reverts ERC3009InvalidAuthorizationTime if it is outside its time.
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

    /// @notice Cancels an authorization before it is used.
    /// @dev Emits AuthorizationCanceled.
    /// @param authorizer The signer.
    /// @param nonce The authorization's nonce.
    /// @param signature EIP-712 signature of a key or of a contract account (ERC-1271).
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
        require(Signatures.isSignedBy(signer, _hashTypedDataV4(structHash), signature), ERC3009InvalidSignature());
    }
}
