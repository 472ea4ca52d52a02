// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @title  DID registry
/// @notice Decentralized identifiers: who controls an identity, who may act for it, and what it says of itself.
/// @dev ERC-1056, so that `did:ethr:<chain>:<address>` resolves by stock resolvers. Any address is an identity, which controls itself
///      until it says otherwise. Moments and validities are in seconds, and a change names the block of the one before it.
///
///      Signatures are EIP-712, of key and contract accounts (ERC-1271), and name chain, contract, nonce and deadline:
///      `ChangeOwner(address identity,address newOwner,uint256 nonce,uint256 deadline)`,
///      `AddDelegate(address identity,bytes32 delegateType,address delegate,uint256 validity,uint256 nonce,uint256 deadline)`,
///      `RevokeDelegate(address identity,bytes32 delegateType,address delegate,uint256 nonce,uint256 deadline)`,
///      `SetAttribute(address identity,bytes32 name,bytes value,uint256 validity,uint256 nonce,uint256 deadline)`,
///      `RevokeAttribute(address identity,bytes32 name,bytes value,uint256 nonce,uint256 deadline)`,
///      `FollowCitizen(address identity,uint256 nonce,uint256 deadline)`.
interface IDidRegistry {
    /* EVENTS */

    /// @notice Emitted when an identity's owner changes. The zero address deactivates it for good.
    event DIDOwnerChanged(address indexed identity, address owner, uint256 previousChange);

    /// @notice Emitted when a delegate may act for an identity until a moment, in seconds since 1970, or no longer.
    event DIDDelegateChanged(
        address indexed identity, bytes32 delegateType, address delegate, uint256 validTo, uint256 previousChange
    );

    /// @notice Emitted when an identity says something of itself until a moment, in seconds since 1970; or takes it back, which is 0.
    event DIDAttributeChanged(
        address indexed identity, bytes32 name, bytes value, uint256 validTo, uint256 previousChange
    );

    /// @notice Emitted when an identity begins to follow a citizenship: whoever holds that owns it from then on.
    event CitizenFollowed(address indexed identity, uint256 indexed citizenId);

    /* ERRORS */

    /// @notice Only the identity's owner may do this: use that account, or have it sign.
    error DidRegistry_NotOwner(address identity, address account, address owner);

    /// @notice The signature's time is over: sign again, with a later deadline.
    error DidRegistry_SignatureExpired(uint256 deadline);

    /// @notice The identity's owner did not sign this, or signed it with another nonce: sign again.
    error DidRegistry_SignatureInvalid(address identity, address owner);

    /// @notice This identity follows a citizenship, and its owner changes with that alone: move the citizenship, or deactivate it.
    error DidRegistry_FollowsCitizen(address identity, uint256 citizenId);

    /// @notice Only who holds a citizenship, and owns itself, can follow it: become a citizen first.
    error DidRegistry_NotACitizen(address identity);

    /// @notice The owner of this identity is known as it is: there is nothing to tell.
    error DidRegistry_NothingToAnnounce(address identity);

    /// @notice The nation's own identity belongs to its government, and changes hands with that alone: replace the timelock.
    error DidRegistry_NationsOwn(address identity);

    /* THE OWNER */

    /// @notice Hands an identity over to another owner, or deactivates it for good if that is the zero address.
    /// @dev Emits {DIDOwnerChanged}.
    /// @custom:access anyone: the identity's owner
    /// @custom:reverts DidRegistry_NotOwner if the caller is not its owner.
    /// @custom:reverts DidRegistry_FollowsCitizen if it follows a citizenship, and is not deactivated.
    /// @custom:reverts DidRegistry_NationsOwn if it is the nation's own.
    function changeOwner(address identity, address newOwner) external;

    /// @notice The same by the owner's signature.
    /// @dev Emits {DIDOwnerChanged}.
    /// @custom:access anyone: with the owner's signature
    /// @custom:reverts DidRegistry_SignatureExpired if the deadline is over.
    /// @custom:reverts DidRegistry_SignatureInvalid if the owner did not sign this.
    /// @custom:reverts DidRegistry_FollowsCitizen if it follows a citizenship, and is not deactivated.
    /// @custom:reverts DidRegistry_NationsOwn if it is the nation's own.
    function changeOwnerBySignature(address identity, address newOwner, uint256 deadline, bytes calldata signature)
        external;

    /// @notice Makes the caller's own identity follow its citizenship: whoever holds that owns the identity, also after a rotation of
    ///         the key and a recovery. It cannot be undone.
    /// @dev Emits {CitizenFollowed}.
    /// @custom:access citizen
    /// @custom:reverts DidRegistry_NotACitizen if the caller holds no citizenship, or does not own itself.
    /// @custom:reverts DidRegistry_FollowsCitizen if it follows that citizenship already.
    function followCitizen() external;

    /// @notice The same by the identity's own signature.
    /// @dev Emits {CitizenFollowed}.
    /// @custom:access anyone: with the identity's signature
    /// @custom:reverts DidRegistry_SignatureExpired if the deadline is over.
    /// @custom:reverts DidRegistry_SignatureInvalid if the identity did not sign this.
    /// @custom:reverts DidRegistry_NotACitizen if the identity holds no citizenship, or does not own itself.
    /// @custom:reverts DidRegistry_FollowsCitizen if it follows that citizenship already.
    function followCitizenBySignature(address identity, uint256 deadline, bytes calldata signature) external;

    /// @notice Tells resolvers, which read events, that the citizenship that an identity follows has a new holder.
    /// @dev Emits {DIDOwnerChanged}. This contract itself knows it at once.
    /// @custom:access anyone: only what is so
    /// @custom:reverts DidRegistry_NothingToAnnounce if they know it, or the identity follows no citizenship.
    function announceOwner(address identity) external;

    /* DELEGATES */

    /// @notice Lets an account act for an identity, for so many seconds.
    /// @dev Emits {DIDDelegateChanged}.
    /// @param delegateType What for, as resolvers know it: `veriKey`, `sigAuth` or `enc`.
    /// @custom:access anyone: the identity's owner
    /// @custom:reverts DidRegistry_NotOwner if the caller is not its owner.
    function addDelegate(address identity, bytes32 delegateType, address delegate, uint256 validity) external;

    /// @notice The same by the owner's signature.
    /// @dev Emits {DIDDelegateChanged}.
    /// @custom:access anyone: with the owner's signature
    /// @custom:reverts DidRegistry_SignatureExpired if the deadline is over.
    /// @custom:reverts DidRegistry_SignatureInvalid if the owner did not sign this.
    function addDelegateBySignature(
        address identity,
        bytes32 delegateType,
        address delegate,
        uint256 validity,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Ends that an account may act for an identity.
    /// @dev Emits {DIDDelegateChanged}.
    /// @custom:access anyone: the identity's owner
    /// @custom:reverts DidRegistry_NotOwner if the caller is not its owner.
    function revokeDelegate(address identity, bytes32 delegateType, address delegate) external;

    /// @notice The same by the owner's signature.
    /// @dev Emits {DIDDelegateChanged}.
    /// @custom:access anyone: with the owner's signature
    /// @custom:reverts DidRegistry_SignatureExpired if the deadline is over.
    /// @custom:reverts DidRegistry_SignatureInvalid if the owner did not sign this.
    function revokeDelegateBySignature(
        address identity,
        bytes32 delegateType,
        address delegate,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /* ATTRIBUTES */

    /// @notice Says something of an identity, for so many seconds: a key, a service, or what else resolvers know.
    /// @dev Emits {DIDAttributeChanged}. Nothing is stored but that there was a change.
    /// @param name The attribute, as resolvers know it: `did/pub/...` or `did/svc/...`.
    /// @custom:access anyone: the identity's owner
    /// @custom:reverts DidRegistry_NotOwner if the caller is not its owner.
    function setAttribute(address identity, bytes32 name, bytes calldata value, uint256 validity) external;

    /// @notice The same by the owner's signature.
    /// @dev Emits {DIDAttributeChanged}.
    /// @custom:access anyone: with the owner's signature
    /// @custom:reverts DidRegistry_SignatureExpired if the deadline is over.
    /// @custom:reverts DidRegistry_SignatureInvalid if the owner did not sign this.
    function setAttributeBySignature(
        address identity,
        bytes32 name,
        bytes calldata value,
        uint256 validity,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /// @notice Takes back what was said of an identity.
    /// @dev Emits {DIDAttributeChanged}.
    /// @custom:access anyone: the identity's owner
    /// @custom:reverts DidRegistry_NotOwner if the caller is not its owner.
    function revokeAttribute(address identity, bytes32 name, bytes calldata value) external;

    /// @notice The same by the owner's signature.
    /// @dev Emits {DIDAttributeChanged}.
    /// @custom:access anyone: with the owner's signature
    /// @custom:reverts DidRegistry_SignatureExpired if the deadline is over.
    /// @custom:reverts DidRegistry_SignatureInvalid if the owner did not sign this.
    function revokeAttributeBySignature(
        address identity,
        bytes32 name,
        bytes calldata value,
        uint256 deadline,
        bytes calldata signature
    ) external;

    /* READING */

    /// @notice Who controls an identity; the zero address if it is deactivated.
    function identityOwner(address identity) external view returns (address);

    /// @notice The citizenship that an identity follows; 0 if none.
    function citizenFollowedBy(address identity) external view returns (uint256 citizenId);

    /// @notice The block of the last change of an identity; 0 if there was none.
    function changed(address identity) external view returns (uint256);

    /// @notice Whether an account may act for an identity now.
    function validDelegate(address identity, bytes32 delegateType, address delegate) external view returns (bool);

    /// @notice The nonce that the next signature for an identity names.
    function nonce(address identity) external view returns (uint256);
}
