// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import {IAccessManager} from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {SSTORE2} from "solady/src/utils/SSTORE2.sol";
import {ICitizenship} from "../citizenship/ICitizenship.sol";
import {CONSTITUTIONAL_ROLE} from "../kernel/Roles.sol";
import {PlainText} from "../libraries/PlainText.sol";
import {Article, ArticleText, IConstitution} from "./IConstitution.sol";

/// @title  Constitution
/// @notice The authority map of the nation, its articles, and its offices.
/// @dev AUTHORITY    The government (role 0: the founder during the founding, the timelock afterwards) grants roles to contracts,
///                   appoints citizens to offices, and enacts, amends and repeals articles. An officer may resign.
///
///      ASSUMPTIONS  The citizenship tells the truth, never reverts on {ICitizenship-activeCitizenOf}, and never returns 0 for an
///                   active citizen. Only articles may be read before it is deployed.
///
///      INVARIANTS   POWER-0: an office never opens the government's role.
///                   POWER-1: nobody but its holder reaches a guarded function.
///                   POWER-4: a caller who is turned away leaves no trace.
///                   POWER-5 [government]: somebody holds role 0 at every moment, without an execution delay.
///                   POWER-6 [institutions]: who holds a role without a term had code and no citizenship when it was
///                   granted.
///                   POWER-7: the government, and nobody else, holds the role of constitutional functions.
///                   POWER-8: {execute} opens nothing to a caller who is turned away elsewhere.
///                   POWER-9: the holder of a power reaches the functions that it opens.
///                   OFFICE-1: an office is in force exactly while its citizen is active and its term runs.
///                   OFFICE-2 [offices]: an office ends at most four years after the last appointment to it.
///                   ART-1 [record]: no version of an article is ever changed or lost.
///
///      LIMITS       A smart account or a multisig of one person looks like any contract, and a contract may change later: voters
///                   have to look at whom a grant names. An account with an EIP-7702 delegation is recognized and refused.
///                   The constitution checks that somebody holds the government's power, not that this contract can use it.
///                   The citizenship is fixed: a nation that replaces it adopts a new constitution.
///                   A wallet that held a role before its owner became a citizen keeps it: voters look at whom a grant names.
///                   A full article costs about 600,000 gas: several calls enact a long constitution.
contract Constitution is AccessManager, ERC165, IConstitution {
    /// @dev A version of an article: where its title and text are, and since when. One slot.
    struct Version {
        address pointer;
        uint40 adoptedAt;
    }

    uint256 private constant MAX_ARTICLES = 64;

    /// @dev In bytes. A title's length is stored in one.
    uint256 private constant MAX_TITLE_LENGTH = 80;

    /// @dev In bytes: about three screens of a phone.
    uint256 private constant MAX_TEXT_LENGTH = 2048;

    /// @dev Four years, with their leap day.
    uint256 private constant MAX_TERM = 1461 days;

    /// @dev The longest delay of anything in here, in seconds. Longer ones would lock what they were meant to protect.
    uint32 private constant MAX_DELAY = 30 days;

    /// @dev The first byte of an account's code after an EIP-7702 delegation. No contract's code starts with it.
    bytes1 private constant DELEGATED_CODE = 0xef;

    /// @inheritdoc IConstitution
    ICitizenship public immutable override CITIZENSHIP;

    // [record]: only ever appended to.
    Version[][] private _articles;

    // [government]: the number of members of role 0, never 0 after the creation.
    uint256 private _governments;

    // [offices]: in seconds since 1970.
    mapping(uint64 role => mapping(uint256 citizenId => uint40 until)) private _terms;

    constructor(address founder, ICitizenship citizenship) AccessManager(founder) {
        CITIZENSHIP = citizenship;
    }

    /* READING */

    /// @inheritdoc IConstitution
    function articleCount() external view returns (uint256) {
        return _articles.length;
    }

    /// @inheritdoc IConstitution
    function versionsOf(uint256 number) external view returns (uint256) {
        return _versions(number).length;
    }

    /// @inheritdoc IConstitution
    function article(uint256 number) external view returns (Article memory) {
        return _article(number, _versions(number).length);
    }

    /// @inheritdoc IConstitution
    function articleAt(uint256 number, uint256 version) external view returns (Article memory) {
        uint256 count = _versions(number).length;
        require(version != 0 && version <= count, Constitution_UnknownVersion(number, version, count));
        return _article(number, version);
    }

    /// @inheritdoc IConstitution
    function articles() external view returns (Article[] memory all) {
        all = new Article[](_articles.length);
        for (uint256 i = 0; i < all.length; ++i) {
            all[i] = _article(i + 1, _articles[i].length);
        }
    }

    /// @inheritdoc IConstitution
    function officeOf(uint64 role, uint256 citizenId) external view returns (uint40 until) {
        return _terms[role][citizenId];
    }

    /// @notice Whether an account holds a role now, as an institution or in office, and the delay of its calls in seconds.
    /// @dev Role 0 is never an office, so that the government's calls never depend on the citizenship. Role 4 only marks
    /// functions: the members of role 0 hold it.
    function hasRole(uint64 role, address account)
        public
        view
        override(AccessManager, IAccessManager)
        returns (bool isMember, uint32 executionDelay)
    {
        if (role == CONSTITUTIONAL_ROLE) role = ADMIN_ROLE;
        (isMember, executionDelay) = super.hasRole(role, account);
        if (isMember || role == ADMIN_ROLE) return (isMember, executionDelay);

        return (_isInTerm(role, CITIZENSHIP.activeCitizenOf(account)), 0);
    }

    /// @notice Whether the contract implements an interface (ERC-165).
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IConstitution).interfaceId || interfaceId == type(IAccessManager).interfaceId
            || super.supportsInterface(interfaceId);
    }

    /* ARTICLES */

    /// @inheritdoc IConstitution
    function enact(ArticleText[] calldata texts) external onlyAuthorized {
        uint256 count = _articles.length;
        require(texts.length <= MAX_ARTICLES - count, Constitution_TooManyArticles(count + texts.length, MAX_ARTICLES));

        for (uint256 i = 0; i < texts.length; ++i) {
            string calldata title = texts[i].title;
            string calldata text = texts[i].text;
            _articles.push();
            (uint256 version, bytes32 hash) = _adopt(++count, title, text);
            emit ArticleEnacted(count, version, hash, title, text);
        }
    }

    /// @inheritdoc IConstitution
    function amend(uint256 number, string calldata title, string calldata text) external onlyAuthorized {
        (uint256 version, bytes32 hash) = _adopt(number, title, text);
        emit ArticleAmended(number, version, hash, title, text);
    }

    /// @inheritdoc IConstitution
    function repeal(uint256 number) external onlyAuthorized {
        uint256 version = _versions(number).length;
        Article memory last = _article(number, version);
        require(bytes(last.text).length != 0, Constitution_AlreadyRepealed(number, version));

        _append(number, last.title, "");
        emit ArticleRepealed(number, version + 1, keccak256(""), last.title, "");
    }

    /* OFFICES */

    /// @inheritdoc IConstitution
    function appoint(uint64 role, uint256 citizenId, uint40 until) external onlyAuthorized {
        require(role != ADMIN_ROLE && role != CONSTITUTIONAL_ROLE && role != PUBLIC_ROLE, Constitution_NoOffice(role));
        require(CITIZENSHIP.isActive(citizenId), Constitution_NotActive(citizenId));
        uint256 latest = block.timestamp + MAX_TERM;
        require(
            until > block.timestamp && until <= latest, Constitution_TermOutOfBounds(until, block.timestamp, latest)
        );

        uint256 oldUntil = _terms[role][citizenId];
        _terms[role][citizenId] = until;
        emit OfficerAppointed(role, citizenId, oldUntil, until);
    }

    /// @inheritdoc IConstitution
    function dismiss(uint64 role, uint256 citizenId) external onlyAuthorized {
        // Who resigns first must not stop what was decided together with the dismissal.
        if (!_isInTerm(role, citizenId)) return;

        uint256 until = _endTerm(role, citizenId);
        emit OfficerDismissed(role, citizenId, until);
    }

    /// @inheritdoc IConstitution
    function resign(uint64 role) external {
        uint256 citizenId = CITIZENSHIP.citizenOf(_msgSender());
        require(_isInTerm(role, citizenId), Constitution_NotInOffice(role, citizenId, _terms[role][citizenId]));

        uint256 until = _endTerm(role, citizenId);
        emit OfficerResigned(role, citizenId, until);
    }

    /* INTERNAL: ROLES */

    /// @dev The constructor's grant to the founder is the only grant to a person.
    function _grantRole(uint64 role, address account, uint32 grantDelay, uint32 executionDelay)
        internal
        override
        returns (bool newMember)
    {
        require(role != CONSTITUTIONAL_ROLE, Constitution_HeldByGovernment(role));
        if (address(this).code.length != 0) {
            require(_isInstitution(account), Constitution_PersonNeedsTerm(role, account));
            _requireDelay(role, executionDelay);
        }

        newMember = super._grantRole(role, account, grantDelay, executionDelay);
        if (newMember && role == ADMIN_ROLE) ++_governments;
    }

    /// @dev {renounceRole} ends here, too.
    function _revokeRole(uint64 role, address account) internal override returns (bool revoked) {
        revoked = super._revokeRole(role, account);
        if (revoked && role == ADMIN_ROLE) require(--_governments != 0, Constitution_LastGovernment(account));
    }

    /// @dev A grant delay would let the last government leave years before its successor's power begins.
    function _setGrantDelay(uint64 role, uint32 newDelay) internal override {
        _requireDelay(role, newDelay);
        super._setGrantDelay(role, newDelay);
    }

    /// @dev Else what was closed stays closed for as long as the delay says.
    function _setTargetAdminDelay(address target, uint32 newDelay) internal override {
        _requireShort(newDelay);
        super._setTargetAdminDelay(target, newDelay);
    }

    function _requireDelay(uint64 role, uint32 delay) private pure {
        require(role != ADMIN_ROLE || delay == 0, Constitution_GovernmentDelayed(delay));
        _requireShort(delay);
    }

    function _requireShort(uint32 delay) private pure {
        require(delay <= MAX_DELAY, Constitution_DelayTooLong(delay, MAX_DELAY));
    }

    /// @dev Reads the code first, so that plain accounts cost no call to the citizenship.
    function _isInstitution(address account) private view returns (bool) {
        bytes memory code = account.code;
        return code.length != 0 && code[0] != DELEGATED_CODE && CITIZENSHIP.citizenOf(account) == 0;
    }

    function _isInTerm(uint64 role, uint256 citizenId) private view returns (bool) {
        return block.timestamp < _terms[role][citizenId];
    }

    function _endTerm(uint64 role, uint256 citizenId) private returns (uint256 until) {
        until = _terms[role][citizenId];
        delete _terms[role][citizenId];
    }

    /* INTERNAL: ARTICLES */

    function _adopt(uint256 number, string memory title, string memory text)
        private
        returns (uint256 version, bytes32 hash)
    {
        uint256 length = bytes(title).length;
        require(
            length != 0 && length <= MAX_TITLE_LENGTH, Constitution_TitleOutOfBounds(number, length, MAX_TITLE_LENGTH)
        );
        uint256 fault = PlainText.firstFault(title, false);
        require(fault == length, Constitution_TitleNotPlain(number, fault));

        length = bytes(text).length;
        require(length != 0 && length <= MAX_TEXT_LENGTH, Constitution_TextOutOfBounds(number, length, MAX_TEXT_LENGTH));
        fault = PlainText.firstFault(text, true);
        require(fault == length, Constitution_TextNotPlain(number, fault));

        return (_append(number, title, text), keccak256(bytes(text)));
    }

    /// @dev Stores a version as the code of a contract that cannot run: one byte for the title's length, the title, the text.
    function _append(uint256 number, string memory title, string memory text) private returns (uint256 version) {
        Version[] storage versions = _versions(number);
        // The title's length was checked when it was adopted.
        address pointer = SSTORE2.write(abi.encodePacked(uint8(bytes(title).length), title, text));
        versions.push(Version(pointer, uint40(block.timestamp)));
        return versions.length;
    }

    function _versions(uint256 number) private view returns (Version[] storage) {
        uint256 count = _articles.length;
        require(number != 0 && number <= count, Constitution_UnknownArticle(number, count));
        return _articles[number - 1];
    }

    /// @dev The caller has checked that there is such an article and version.
    function _article(uint256 number, uint256 version) private view returns (Article memory) {
        Version storage stored = _articles[number - 1][version - 1];
        uint256 titleEnd = 1 + uint8(SSTORE2.read(stored.pointer, 0, 1)[0]);
        string memory title = string(SSTORE2.read(stored.pointer, 1, titleEnd));
        bytes memory text = SSTORE2.read(stored.pointer, titleEnd);
        return Article(number, version, stored.adoptedAt, keccak256(text), title, string(text));
    }
}
