// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {LibCall} from "solady/src/utils/LibCall.sol";
import {LibString} from "solady/src/utils/LibString.sol";
import {SSTORE2} from "solady/src/utils/SSTORE2.sol";
import {PlainText} from "../libraries/PlainText.sol";
import {Appointment, INation, Institution, NationProfile, NationTerms} from "./INation.sol";

/// @title  Nation
/// @notice The nation's profile and the directory of its institutions.
/// @dev AUTHORITY    The government changes the profile and appoints institutions. An appointment gives no power: powers are in
///                   the constitution, and no appointment changes the addresses by which institutions know each other.
///
///      ASSUMPTIONS  The institutions named at the creation may not exist yet, so their code is not checked.
///
///      INVARIANTS   NATION-1 [history]: no appointment is ever changed or lost.
///                   NATION-2 [directory]: a name is listed once, and has at least one appointment.
///
///      LIMITS       64 names, closed ones included. The contract does not check that the flag is a sound image, or that the
///                   domain is registered.
contract Nation is AccessManaged, ERC165, INation {
    uint256 private constant MAX_NAME_LENGTH = 64;
    uint256 private constant MAX_MOTTO_LENGTH = 128;

    /// @dev The longest name that the domain name system knows.
    uint256 private constant MAX_DOMAIN_LENGTH = 253;
    uint256 private constant MAX_DAO_URI_LENGTH = 2048;
    uint256 private constant MAX_FLAG_LENGTH = 8192;
    uint256 private constant MAX_INSTITUTIONS = 64;

    string private constant SVG_START = "<svg ";

    /// @dev ERC-4824's, which is the selector of its one function.
    bytes4 private constant ERC4824_ID = INation.daoURI.selector;

    /// @dev What telling that all passports look different may use.
    uint256 private constant TELLING_GAS = 100_000;

    uint256 private immutable FOUNDED_AT;

    string private _name;
    string private _motto;
    string private _domain;
    string private _daoURI;

    /// @dev The contract whose code is the flag; zero only before the first flag is set.
    address private _flag;

    // [directory]: in the order in which the names were first used.
    bytes32[] private _institutionNames;

    // [history]: only ever appended to.
    mapping(bytes32 institutionName => Appointment[]) private _history;

    constructor(address authority, NationTerms memory terms, Institution[] memory initialInstitutions)
        AccessManaged(authority)
    {
        FOUNDED_AT = block.timestamp;
        _setName(terms.name);
        _setMotto(terms.motto);
        _setDomain(terms.domain);
        _setDaoURI(terms.daoURI);
        _setFlag(terms.flag);
        for (uint256 i = 0; i < initialInstitutions.length; ++i) {
            _appoint(initialInstitutions[i].name, initialInstitutions[i].account);
        }
    }

    /* READING */

    /// @inheritdoc INation
    function name() external view returns (string memory) {
        return _name;
    }

    /// @inheritdoc INation
    function motto() external view returns (string memory) {
        return _motto;
    }

    /// @inheritdoc INation
    function domain() external view returns (string memory) {
        return _domain;
    }

    /// @inheritdoc INation
    function daoURI() external view returns (string memory) {
        return _daoURI;
    }

    /// @inheritdoc INation
    function flag() external view returns (string memory) {
        return _readFlag();
    }

    /// @inheritdoc INation
    function foundedAt() external view returns (uint256) {
        return FOUNDED_AT;
    }

    /// @inheritdoc INation
    function profile() external view returns (NationProfile memory) {
        NationTerms memory terms = NationTerms(_name, _motto, _domain, _daoURI, _readFlag());
        return NationProfile(terms, FOUNDED_AT, authority(), _readInstitutions());
    }

    /// @inheritdoc INation
    function institution(bytes32 institutionName) external view returns (address) {
        return _current(institutionName);
    }

    /// @inheritdoc INation
    function institutions() external view returns (Institution[] memory) {
        return _readInstitutions();
    }

    /// @inheritdoc INation
    function historyOf(bytes32 institutionName) external view returns (Appointment[] memory) {
        return _history[institutionName];
    }

    /// @notice Whether the contract implements an interface (ERC-165): its own, and that of ERC-4824.
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return
            interfaceId == type(INation).interfaceId || interfaceId == ERC4824_ID
                || super.supportsInterface(interfaceId);
    }

    /* GOVERNING */

    /// @inheritdoc INation
    function setName(string calldata newName) external restricted {
        _setName(newName);
        _tellPassports();
    }

    /// @inheritdoc INation
    function setMotto(string calldata newMotto) external restricted {
        _setMotto(newMotto);
        _tellPassports();
    }

    /// @inheritdoc INation
    function setDomain(string calldata newDomain) external restricted {
        _setDomain(newDomain);
    }

    /// @inheritdoc INation
    function setDaoURI(string calldata newDaoURI) external restricted {
        _setDaoURI(newDaoURI);
    }

    /// @inheritdoc INation
    function setFlag(string calldata newFlag) external restricted {
        _setFlag(newFlag);
        _tellPassports();
    }

    /// @inheritdoc INation
    function appointInstitution(bytes32 institutionName, address account) external restricted {
        require(account == address(0) || account.code.length != 0, Nation_NotAContract(institutionName, account));
        _appoint(institutionName, account);
    }

    /* INTERNAL */

    function _setName(string memory newName) private {
        _checkText("name", newName, 1, MAX_NAME_LENGTH);
        emit NameChanged(_name, newName);
        _name = newName;
    }

    function _setMotto(string memory newMotto) private {
        _checkText("motto", newMotto, 0, MAX_MOTTO_LENGTH);
        emit MottoChanged(_motto, newMotto);
        _motto = newMotto;
    }

    function _setDomain(string memory newDomain) private {
        _checkText("domain", newDomain, 0, MAX_DOMAIN_LENGTH);
        emit DomainChanged(_domain, newDomain);
        _domain = newDomain;
    }

    function _setDaoURI(string memory newDaoURI) private {
        _checkText("daoURI", newDaoURI, 0, MAX_DAO_URI_LENGTH);
        emit DaoURIChanged(_daoURI, newDaoURI);
        emit DAOURIUpdate(address(this), newDaoURI);
        _daoURI = newDaoURI;
    }

    function _setFlag(string memory newFlag) private {
        _checkLength("flag", newFlag, bytes(SVG_START).length, MAX_FLAG_LENGTH);
        require(
            LibString.startsWith(newFlag, SVG_START),
            Nation_NotSvg(bytes(LibString.slice(newFlag, 0, bytes(SVG_START).length)))
        );
        emit FlagChanged(_flag == address(0) ? "" : _readFlag(), newFlag);
        _flag = SSTORE2.write(bytes(newFlag));
    }

    /// @dev Every passport shows name, motto and flag, see {ICitizenship-tellMetadata}. Whatever the citizenship answers, they have
    /// changed.
    function _tellPassports() private {
        LibCall.tryCall(_current("citizenship"), 0, TELLING_GAS, 0, abi.encodeWithSignature("tellMetadata()"));
    }

    function _appoint(bytes32 institutionName, address account) private {
        require(institutionName != 0, Nation_UnnamedInstitution(account));
        address oldAccount = _current(institutionName);
        require(account != oldAccount, Nation_AlreadyAppointed(institutionName, account));

        Appointment[] storage history = _history[institutionName];
        if (history.length == 0) {
            require(
                _institutionNames.length < MAX_INSTITUTIONS, Nation_DirectoryFull(institutionName, MAX_INSTITUTIONS)
            );
            _institutionNames.push(institutionName);
        }
        history.push(Appointment(account, uint40(block.timestamp)));
        emit InstitutionAppointed(institutionName, oldAccount, account);
    }

    function _current(bytes32 institutionName) private view returns (address) {
        Appointment[] storage history = _history[institutionName];
        return history.length == 0 ? address(0) : history[history.length - 1].account;
    }

    function _readFlag() private view returns (string memory) {
        return string(SSTORE2.read(_flag));
    }

    function _readInstitutions() private view returns (Institution[] memory open) {
        uint256 count = _institutionNames.length;
        open = new Institution[](count);
        uint256 found = 0;
        for (uint256 i = 0; i < count; ++i) {
            Institution memory entry = Institution(_institutionNames[i], _current(_institutionNames[i]));
            if (entry.account != address(0)) open[found++] = entry;
        }
        // The array has room for all names. Only the open institutions are in it.
        assembly ("memory-safe") {
            mstore(open, found)
        }
    }

    function _checkText(bytes32 field, string memory text, uint256 min, uint256 max) private pure {
        _checkLength(field, text, min, max);
        uint256 position = PlainText.firstFault(text, false);
        require(position == bytes(text).length, Nation_NotPlainText(field, position));
    }

    function _checkLength(bytes32 field, string memory text, uint256 min, uint256 max) private pure {
        uint256 length = bytes(text).length;
        require(min <= length && length <= max, Nation_TextOutOfBounds(field, length, min, max));
    }
}
