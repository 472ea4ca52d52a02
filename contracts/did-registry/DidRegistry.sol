// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {Signatures} from "../kernel/Signatures.sol";
import {INation} from "../nation/INation.sol";
import {IDidRegistry} from "./IDidRegistry.sol";

/// @title  DID registry
/// @notice Decentralized identifiers by ERC-1056, in which a citizen's identity follows the citizenship.
/// @dev AUTHORITY    An identity's owner acts for it, and nobody else: no government, no officer. The nation's own identity is its
///                   address, which the government of the day owns, and cannot give away.
///
///      ASSUMPTIONS  A citizenship's holder is known after its end.
///
///      INVARIANTS   DID-1 [control]: nothing of an identity changes but by its owner's call or signature.
///                   DID-2 [deactivated]: an identity without an owner has none again, ever.
///                   DID-3 [follow]: an identity that follows a citizenship is owned by who holds that, until it is deactivated.
///
///      LIMITS       Delegates and attributes outlive a change of the owner, as ERC-1056 has it: a new owner takes back what is not
///                   to stand. Resolvers learn of a new holder by {announceOwner}. Where a rollup's `block.number` is not its own,
///                   resolvers that follow blocks find no changes.
contract DidRegistry is IDidRegistry, EIP712, ERC165 {
    bytes32 private constant CHANGE_OWNER_TYPEHASH =
        keccak256("ChangeOwner(address identity,address newOwner,uint256 nonce,uint256 deadline)");
    bytes32 private constant FOLLOW_CITIZEN_TYPEHASH =
        keccak256("FollowCitizen(address identity,uint256 nonce,uint256 deadline)");
    bytes32 private constant ADD_DELEGATE_TYPEHASH = keccak256(
        "AddDelegate(address identity,bytes32 delegateType,address delegate,uint256 validity,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant REVOKE_DELEGATE_TYPEHASH = keccak256(
        "RevokeDelegate(address identity,bytes32 delegateType,address delegate,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant SET_ATTRIBUTE_TYPEHASH = keccak256(
        "SetAttribute(address identity,bytes32 name,bytes value,uint256 validity,uint256 nonce,uint256 deadline)"
    );
    bytes32 private constant REVOKE_ATTRIBUTE_TYPEHASH =
        keccak256("RevokeAttribute(address identity,bytes32 name,bytes value,uint256 nonce,uint256 deadline)");

    ICitizenship private immutable CITIZENSHIP;
    INation private immutable NATION;

    /// @dev One slot. The owner is the one that events told last; zero for an identity that owns itself.
    struct Identity {
        address owner;
        uint48 changedAt;
        uint32 citizenId;
        bool isDeactivated;
    }

    mapping(address identity => Identity) private _identities;
    mapping(address identity => mapping(bytes32 delegateType => mapping(address delegate => uint256))) private
        _validUntil;

    /// @inheritdoc IDidRegistry
    mapping(address identity => uint256) public nonce;

    constructor(ICitizenship citizenship, INation nation, address government) EIP712("DidRegistry", "1") {
        CITIZENSHIP = citizenship;
        NATION = nation;
        _tellOwner(address(nation), _identities[address(nation)], government);
    }

    /* THE OWNER */

    /// @inheritdoc IDidRegistry
    function changeOwner(address identity, address newOwner) external {
        _requireOwner(identity);
        _changeOwner(identity, newOwner);
    }

    /// @inheritdoc IDidRegistry
    function changeOwnerBySignature(address identity, address newOwner, uint256 deadline, bytes calldata signature)
        external
    {
        bytes32 structHash =
            keccak256(abi.encode(CHANGE_OWNER_TYPEHASH, identity, newOwner, nonce[identity]++, deadline));
        _requireSigned(identity, structHash, deadline, signature);
        _changeOwner(identity, newOwner);
    }

    /// @inheritdoc IDidRegistry
    function followCitizen() external {
        _followCitizen(msg.sender);
    }

    /// @inheritdoc IDidRegistry
    function followCitizenBySignature(address identity, uint256 deadline, bytes calldata signature) external {
        bytes32 structHash = keccak256(abi.encode(FOLLOW_CITIZEN_TYPEHASH, identity, nonce[identity]++, deadline));
        _requireSigned(identity, structHash, deadline, signature);
        _followCitizen(identity);
    }

    /// @inheritdoc IDidRegistry
    function announceOwner(address identity) external {
        require(_announceOwner(identity), DidRegistry_NothingToAnnounce(identity));
    }

    /* DELEGATES */

    /// @inheritdoc IDidRegistry
    function addDelegate(address identity, bytes32 delegateType, address delegate, uint256 validity) external {
        _requireOwner(identity);
        _setDelegate(identity, delegateType, delegate, _until(validity));
    }

    /// @inheritdoc IDidRegistry
    function addDelegateBySignature(
        address identity,
        bytes32 delegateType,
        address delegate,
        uint256 validity,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 structHash = keccak256(
            abi.encode(ADD_DELEGATE_TYPEHASH, identity, delegateType, delegate, validity, nonce[identity]++, deadline)
        );
        _requireSigned(identity, structHash, deadline, signature);
        _setDelegate(identity, delegateType, delegate, _until(validity));
    }

    /// @inheritdoc IDidRegistry
    function revokeDelegate(address identity, bytes32 delegateType, address delegate) external {
        _requireOwner(identity);
        _setDelegate(identity, delegateType, delegate, block.timestamp);
    }

    /// @inheritdoc IDidRegistry
    function revokeDelegateBySignature(
        address identity,
        bytes32 delegateType,
        address delegate,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 structHash = keccak256(
            abi.encode(REVOKE_DELEGATE_TYPEHASH, identity, delegateType, delegate, nonce[identity]++, deadline)
        );
        _requireSigned(identity, structHash, deadline, signature);
        _setDelegate(identity, delegateType, delegate, block.timestamp);
    }

    /* ATTRIBUTES */

    /// @inheritdoc IDidRegistry
    function setAttribute(address identity, bytes32 name, bytes calldata value, uint256 validity) external {
        _requireOwner(identity);
        _setAttribute(identity, name, value, _until(validity));
    }

    /// @inheritdoc IDidRegistry
    function setAttributeBySignature(
        address identity,
        bytes32 name,
        bytes calldata value,
        uint256 validity,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 structHash = keccak256(
            abi.encode(SET_ATTRIBUTE_TYPEHASH, identity, name, keccak256(value), validity, nonce[identity]++, deadline)
        );
        _requireSigned(identity, structHash, deadline, signature);
        _setAttribute(identity, name, value, _until(validity));
    }

    /// @inheritdoc IDidRegistry
    function revokeAttribute(address identity, bytes32 name, bytes calldata value) external {
        _requireOwner(identity);
        _setAttribute(identity, name, value, 0);
    }

    /// @inheritdoc IDidRegistry
    function revokeAttributeBySignature(
        address identity,
        bytes32 name,
        bytes calldata value,
        uint256 deadline,
        bytes calldata signature
    ) external {
        bytes32 structHash = keccak256(
            abi.encode(REVOKE_ATTRIBUTE_TYPEHASH, identity, name, keccak256(value), nonce[identity]++, deadline)
        );
        _requireSigned(identity, structHash, deadline, signature);
        _setAttribute(identity, name, value, 0);
    }

    /* READING */

    /// @inheritdoc IDidRegistry
    function identityOwner(address identity) public view returns (address) {
        Identity storage d = _identities[identity];
        if (d.isDeactivated) return address(0);
        if (identity == address(NATION)) return NATION.institution("timelock");
        if (d.citizenId != 0) return CITIZENSHIP.holderOf(d.citizenId);
        return _toldOwner(identity, d);
    }

    /// @inheritdoc IDidRegistry
    function citizenFollowedBy(address identity) external view returns (uint256) {
        return _identities[identity].citizenId;
    }

    /// @inheritdoc IDidRegistry
    function changed(address identity) external view returns (uint256) {
        return _identities[identity].changedAt;
    }

    /// @inheritdoc IDidRegistry
    function validDelegate(address identity, bytes32 delegateType, address delegate) external view returns (bool) {
        return !_identities[identity].isDeactivated && block.timestamp < _validUntil[identity][delegateType][delegate];
    }

    /// @notice Whether the contract implements an interface (ERC-165). ERC-1056 has no id.
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IDidRegistry).interfaceId || interfaceId == type(IERC5267).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* INTERNAL */

    function _changeOwner(address identity, address newOwner) private {
        require(identity != address(NATION), DidRegistry_NationsOwn(identity));
        Identity storage d = _identities[identity];
        if (newOwner == address(0)) d.isDeactivated = true;
        else require(d.citizenId == 0, DidRegistry_FollowsCitizen(identity, d.citizenId));
        _tellOwner(identity, d, newOwner);
    }

    function _followCitizen(address identity) private {
        Identity storage d = _identities[identity];
        uint256 citizenId = CITIZENSHIP.citizenOf(identity);
        require(citizenId != 0 && identityOwner(identity) == identity, DidRegistry_NotACitizen(identity));
        require(citizenId != d.citizenId, DidRegistry_FollowsCitizen(identity, citizenId));

        d.citizenId = uint32(citizenId);
        emit CitizenFollowed(identity, citizenId);
    }

    function _setDelegate(address identity, bytes32 delegateType, address delegate, uint256 validTo) private {
        _announceOwner(identity);
        _validUntil[identity][delegateType][delegate] = validTo;
        emit DIDDelegateChanged(identity, delegateType, delegate, validTo, _change(_identities[identity]));
    }

    function _setAttribute(address identity, bytes32 name, bytes calldata value, uint256 validTo) private {
        _announceOwner(identity);
        emit DIDAttributeChanged(identity, name, value, validTo, _change(_identities[identity]));
    }

    /// @dev Whether there was something to tell.
    function _announceOwner(address identity) private returns (bool wasNew) {
        Identity storage d = _identities[identity];
        address owner = identityOwner(identity);
        wasNew = owner != _toldOwner(identity, d) && !d.isDeactivated;
        if (wasNew) _tellOwner(identity, d, owner);
    }

    function _tellOwner(address identity, Identity storage d, address owner) private {
        d.owner = owner;
        emit DIDOwnerChanged(identity, owner, _change(d));
    }

    /// @dev Notes a change in this block, and returns the block of the one before.
    function _change(Identity storage d) private returns (uint256 previousChange) {
        previousChange = d.changedAt;
        d.changedAt = uint48(block.number);
    }

    function _toldOwner(address identity, Identity storage d) private view returns (address owner) {
        owner = d.owner;
        if (owner == address(0)) owner = identity;
    }

    function _requireOwner(address identity) private view {
        address owner = identityOwner(identity);
        require(msg.sender == owner, DidRegistry_NotOwner(identity, msg.sender, owner));
    }

    function _requireSigned(address identity, bytes32 structHash, uint256 deadline, bytes calldata signature)
        private
        view
    {
        require(block.timestamp <= deadline, DidRegistry_SignatureExpired(deadline));
        address owner = identityOwner(identity);
        require(
            Signatures.isSignedBy(owner, _hashTypedDataV4(structHash), signature),
            DidRegistry_SignatureInvalid(identity, owner)
        );
    }

    /// @dev A validity without end ends with the largest number.
    function _until(uint256 validity) private view returns (uint256) {
        return Math.saturatingAdd(block.timestamp, validity);
    }
}
