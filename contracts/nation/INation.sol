// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice The nation's profile as it is set. Lengths are in bytes of UTF-8. Control characters are refused.
/// @param name From 1 to 64 bytes.
/// @param motto At most 128 bytes; may be empty.
/// @param domain The nation's domain name, without a scheme, at most 253 bytes; may be empty.
/// @param daoURI The URI of the ERC-4824 document, at most 2,048 bytes; may be empty.
/// @param flag The flag as SVG, at most 8,192 bytes, starting with `<svg `.
struct NationTerms {
    string name;
    string motto;
    string domain;
    string daoURI;
    string flag;
}

/// @notice An entry of the directory.
/// @param name The institution's name as a left-aligned string, such as "treasury".
/// @param account The institution's current contract.
struct Institution {
    bytes32 name;
    address account;
}

/// @notice An entry of an institution's history.
/// @param account The institution's contract; zero if the institution was closed.
/// @param since From which moment, in seconds since 1970.
struct Appointment {
    address account;
    uint40 since;
}

/// @notice Everything that a client needs to know of a nation.
/// @param terms The texts and the flag.
/// @param foundedAt When the nation's contract was created, in seconds since 1970.
/// @param authority The constitution.
/// @param institutions The directory as it stands.
struct NationProfile {
    NationTerms terms;
    uint256 foundedAt;
    address authority;
    Institution[] institutions;
}

/// @title  Nation
/// @notice The nation's profile and the directory of its institutions: the one address that a client needs.
///
/// The contract also implements ERC-165 and ERC-4824, and `authority()` is the constitution.
interface INation {
    /* EVENTS */

    /// @notice Emitted when the nation gets its name, or another one.
    event NameChanged(string oldName, string newName);

    /// @notice Emitted when the motto changes.
    event MottoChanged(string oldMotto, string newMotto);

    /// @notice Emitted when the domain changes.
    event DomainChanged(string oldDomain, string newDomain);

    /// @notice Emitted when the ERC-4824 document is declared or moves.
    event DaoURIChanged(string oldDaoURI, string newDaoURI);

    /// @notice Emitted beside {DaoURIChanged}: the same in the words of ERC-4824, of this contract.
    event DAOURIUpdate(address daoAddress, string daoURI);

    /// @notice Emitted when the nation gets its flag, or another one; both as SVG.
    event FlagChanged(string oldFlag, string newFlag);

    /// @notice Emitted when a contract becomes an institution; zero stands for no contract.
    event InstitutionAppointed(bytes32 indexed name, address indexed oldAccount, address indexed newAccount);

    /* ERRORS */

    /// @notice A text of the nation's profile is too short or too long: give one within the bounds, in bytes.
    error Nation_TextOutOfBounds(bytes32 field, uint256 length, uint256 min, uint256 max);

    /// @notice A text of the profile is one line of UTF-8 without control characters: mend it at the byte named, counted from 0.
    error Nation_NotPlainText(bytes32 field, uint256 position);

    /// @notice The flag has to be an SVG image that starts with "<svg " (no XML declaration before it).
    error Nation_NotSvg(bytes start);

    /// @notice An institution needs a name: give one of at most 32 bytes, left-aligned.
    error Nation_UnnamedInstitution(address account);

    /// @notice No contract is at that address: deploy the institution first.
    error Nation_NotAContract(bytes32 name, address account);

    /// @notice That contract is the institution already: appoint another one.
    error Nation_AlreadyAppointed(bytes32 name, address account);

    /// @notice The directory is full: appoint to one of its names.
    error Nation_DirectoryFull(bytes32 name, uint256 max);

    /* READING */

    /// @notice The nation's name.
    function name() external view returns (string memory);

    /// @notice The nation's motto; may be empty.
    function motto() external view returns (string memory);

    /// @notice The nation's domain, without a scheme; may be empty.
    function domain() external view returns (string memory);

    /// @notice The URI of the nation's ERC-4824 document; may be empty.
    function daoURI() external view returns (string memory);

    /// @notice The flag, as SVG. Show it as an image, never as part of a page, so that nothing in it runs.
    function flag() external view returns (string memory);

    /// @notice When the nation's contract was created, in seconds since 1970.
    function foundedAt() external view returns (uint256);

    /// @notice Everything at once.
    function profile() external view returns (NationProfile memory);

    /// @notice The contract that is an institution now; zero if there is none.
    function institution(bytes32 name) external view returns (address);

    /// @notice The directory, in the order in which the names were first used. Closed institutions are left out.
    function institutions() external view returns (Institution[] memory);

    /// @notice Every contract that was an institution, the first one first; empty if the name was never used.
    function historyOf(bytes32 name) external view returns (Appointment[] memory);

    /* GOVERNING */

    /// @notice Renames the nation.
    /// @dev Emits {NameChanged}, and has the citizenship emit BatchMetadataUpdate.
    /// @param newName From 1 to 64 bytes.
    /// @custom:access government
    /// @custom:reverts Nation_TextOutOfBounds if it is too short or too long.
    /// @custom:reverts Nation_NotPlainText if it is not UTF-8, or holds a control character.
    function setName(string calldata newName) external;

    /// @notice Changes the motto.
    /// @dev Emits {MottoChanged}, and has the citizenship emit BatchMetadataUpdate.
    /// @param newMotto At most 128 bytes.
    /// @custom:access government
    /// @custom:reverts Nation_TextOutOfBounds if it is too long.
    /// @custom:reverts Nation_NotPlainText if it is not UTF-8, or holds a control character.
    function setMotto(string calldata newMotto) external;

    /// @notice Changes the domain.
    /// @dev Emits {DomainChanged}.
    /// @param newDomain At most 253 bytes.
    /// @custom:access government
    /// @custom:reverts Nation_TextOutOfBounds if it is too long.
    /// @custom:reverts Nation_NotPlainText if it is not UTF-8, or holds a control character.
    function setDomain(string calldata newDomain) external;

    /// @notice Changes the URI of the ERC-4824 document.
    /// @dev Emits {DaoURIChanged} and {DAOURIUpdate}.
    /// @param newDaoURI At most 2,048 bytes.
    /// @custom:access government
    /// @custom:reverts Nation_TextOutOfBounds if it is too long.
    /// @custom:reverts Nation_NotPlainText if it is not UTF-8, or holds a control character.
    function setDaoURI(string calldata newDaoURI) external;

    /// @notice Changes the flag.
    /// @dev Emits {FlagChanged}, and has the citizenship emit BatchMetadataUpdate.
    /// @param newFlag SVG of at most 8,192 bytes, starting with `<svg `.
    /// @custom:access government
    /// @custom:reverts Nation_TextOutOfBounds if it is too long.
    /// @custom:reverts Nation_NotSvg if it does not start as it should.
    function setFlag(string calldata newFlag) external;

    /// @notice Appoints a contract as an institution, in place of the former one. Zero closes the institution.
    /// @dev Emits {InstitutionAppointed}. It changes where clients look. Powers are in the constitution.
    /// @param name The institution's name as a left-aligned string.
    /// @param account The contract, or zero.
    /// @custom:access government constitutional
    /// @custom:reverts Nation_UnnamedInstitution if the name is empty.
    /// @custom:reverts Nation_NotAContract if there is no contract at that address.
    /// @custom:reverts Nation_AlreadyAppointed if it is the institution already.
    /// @custom:reverts Nation_DirectoryFull if the name is new and there are 64 already.
    function appointInstitution(bytes32 name, address account) external;
}
