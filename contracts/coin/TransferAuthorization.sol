// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC3009, IERC3009Cancel} from "@openzeppelin/contracts/interfaces/draft-IERC3009.sol";
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {Signatures} from "../kernel/Signatures.sol";

/// @title  Transfer authorization
/// @notice ERC-3009, extended to contract accounts, with a bitmap of used nonces.
/// @dev OpenZeppelin keeps the type hashes to itself, which clients of ERC-3009 read, and takes some moments for numbers of blocks.
///      Here moments are seconds, and every nonce works once, as the standard says. 256 consecutive nonces share a slot.
///
///      AUTHORITY    The signature of `from` moves its coin, once, within the times that it names.
///
///      INVARIANTS   COIN-5: a used or cancelled nonce is never accepted again.
abstract contract TransferAuthorization is ERC20, EIP712, IERC3009, IERC3009Cancel {
    using BitMaps for BitMaps.BitMap;

    /// @notice The authorization was not signed by its sender: have the sender sign exactly these terms.
    error ERC3009InvalidSignature();

    /// @notice The authorization is not valid at this moment: use it between its two moments, or sign another.
    error ERC3009InvalidAuthorizationTime(uint256 validAfter, uint256 validBefore);

    /// @notice This authorization was used or cancelled already: sign one with a new nonce.
    error ERC3009UsedAuthorization(address authorizer, bytes32 nonce);

    /// @notice The EIP-712 type of a transfer that anyone may submit, as a hash.
    bytes32 public constant TRANSFER_WITH_AUTHORIZATION_TYPEHASH = keccak256(
        "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    /// @notice The EIP-712 type of a transfer that its receiver submits, as a hash.
    bytes32 public constant RECEIVE_WITH_AUTHORIZATION_TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    /// @notice The EIP-712 type of a cancellation, as a hash.
    bytes32 public constant CANCEL_AUTHORIZATION_TYPEHASH =
        keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");

    mapping(address authorizer => BitMaps.BitMap) private _spentNonces;

    /// @notice Whether an authorization was used or cancelled.
    /// @param authorizer The signer.
    /// @param nonce The authorization's nonce.
    function authorizationState(address authorizer, bytes32 nonce) external view returns (bool) {
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

    /// @notice Makes a transfer that its sender signed, with the parts of a key's signature. Anyone may submit it.
    /// @dev As the function with the signature in one piece.
    /// @param from The payer, who signed.
    /// @param to The receiver.
    /// @param value The gross amount, in base units.
    /// @param validAfter It is valid after this moment, in seconds since 1970.
    /// @param validBefore It is valid before this moment, in seconds since 1970.
    /// @param nonce Any nonce that the sender has not used.
    /// @param v The signature's recovery byte.
    /// @param r The signature's first half.
    /// @param s The signature's second half.
    /// @custom:access anyone
    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        _requireSignedInParts(
            from,
            keccak256(
                abi.encode(TRANSFER_WITH_AUTHORIZATION_TYPEHASH, from, to, value, validAfter, validBefore, nonce)
            ),
            v,
            r,
            s
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

    /// @notice Makes a transfer that its sender signed, with the parts of a key's signature. Only its receiver may submit it.
    /// @dev As the function with the signature in one piece.
    /// @param from The payer, who signed.
    /// @param to The receiver, who calls.
    /// @param value The gross amount, in base units.
    /// @param validAfter It is valid after this moment, in seconds since 1970.
    /// @param validBefore It is valid before this moment, in seconds since 1970.
    /// @param nonce Any nonce that the sender has not used.
    /// @param v The signature's recovery byte.
    /// @param r The signature's first half.
    /// @param s The signature's second half.
    /// @custom:access anyone
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        require(to == _msgSender(), ERC20InvalidReceiver(to));
        _requireSignedInParts(
            from,
            keccak256(abi.encode(RECEIVE_WITH_AUTHORIZATION_TYPEHASH, from, to, value, validAfter, validBefore, nonce)),
            v,
            r,
            s
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

    /// @notice Cancels an authorization before it is used, with the parts of a key's signature.
    /// @dev As the function with the signature in one piece.
    /// @param authorizer The signer.
    /// @param nonce The authorization's nonce.
    /// @param v The signature's recovery byte.
    /// @param r The signature's first half.
    /// @param s The signature's second half.
    /// @custom:access anyone
    function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external {
        bytes32 structHash = keccak256(abi.encode(CANCEL_AUTHORIZATION_TYPEHASH, authorizer, nonce));
        _requireSignedInParts(authorizer, structHash, v, r, s);
        _cancelAuthorization(authorizer, nonce);
    }

    function _transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce
    ) private {
        require(
            block.timestamp > validAfter && block.timestamp < validBefore,
            ERC3009InvalidAuthorizationTime(validAfter, validBefore)
        );
        _consumeNonce(from, nonce);
        emit AuthorizationUsed(from, nonce);
        _transfer(from, to, value);
    }

    function _cancelAuthorization(address authorizer, bytes32 nonce) private {
        _consumeNonce(authorizer, nonce);
        emit AuthorizationCanceled(authorizer, nonce);
    }

    function _consumeNonce(address authorizer, bytes32 nonce) private {
        BitMaps.BitMap storage spent = _spentNonces[authorizer];
        require(!spent.get(uint256(nonce)), ERC3009UsedAuthorization(authorizer, nonce));
        spent.set(uint256(nonce));
    }

    function _requireSigned(address signer, bytes32 structHash, bytes calldata signature) private view {
        require(Signatures.isSignedBy(signer, _hashTypedDataV4(structHash), signature), ERC3009InvalidSignature());
    }

    function _requireSignedInParts(address signer, bytes32 structHash, uint8 v, bytes32 r, bytes32 s) private view {
        require(ECDSA.recover(_hashTypedDataV4(structHash), v, r, s) == signer, ERC3009InvalidSignature());
    }
}
